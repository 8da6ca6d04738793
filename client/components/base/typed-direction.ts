/** What a box's `dir` is: by what was typed, and the page's while it is empty, which `auto` would take for left to right (UI188). */
import { nothing } from 'lit'

export function typedDirection(text: string): 'auto' | typeof nothing {
  return text === '' ? nothing : 'auto'
}
