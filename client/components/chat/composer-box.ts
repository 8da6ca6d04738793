/** The text box of a composer: edits go through the browser's own editing, so that undo knows of them; it grows with its text. */
import type { TextSelection } from './composer-text.ts'

export class ComposerBox {
  constructor(private readonly element: () => HTMLTextAreaElement) {}

  /** The caret's place, or null while something is selected. */
  get caret(): number | null {
    const { selectionStart, selectionEnd } = this.element()
    return selectionStart === selectionEnd ? selectionStart : null
  }

  /** What the box holds, with what is selected in it. */
  get selection(): TextSelection {
    const { value, selectionStart, selectionEnd } = this.element()
    return { text: value, start: selectionStart, end: selectionEnd }
  }

  /** Changes text and selection. @returns the text that then stands */
  apply({ text, start, end }: TextSelection): string {
    const box = this.element()
    if (box.value !== text) {
      const [from, until, by] = difference(box.value, text)
      box.setSelectionRange(from, until)
      const isEdited = box.matches(':focus') && insertText(by)
      if (!isEdited) box.setRangeText(by, from, until)
    }
    box.setSelectionRange(start, end)
    return box.value
  }

  /** Where the browser does not do it by itself (`field-sizing`): measuring lays out the whole page at each key. */
  grow(): void {
    if (CSS.supports('field-sizing', 'content')) return
    const box = this.element()
    box.style.setProperty('block-size', 'auto')
    box.style.setProperty('block-size', `${box.scrollHeight}px`)
  }
}

/** The least replacement that makes `after` of `before`: [from, until) in `before`, and what comes there. */
export function difference(before: string, after: string): [from: number, until: number, by: string] {
  let from = 0
  while (from < before.length && before[from] === after[from]) from++
  let tail = 0
  const most = Math.min(before.length, after.length) - from
  while (tail < most && before.at(-1 - tail) === after.at(-1 - tail)) tail++
  return [from, before.length - tail, after.slice(from, after.length - tail)]
}

function insertText(text: string): boolean {
  return document.execCommand(text === '' ? 'delete' : 'insertText', false, text)
}
