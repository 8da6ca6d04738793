/** Whether a key belongs to an input method, which chooses a word with it. 229 is how Safari tells of the last one. */
export function isComposing(event: Pick<KeyboardEvent, 'isComposing' | 'keyCode'>): boolean {
  return event.isComposing || event.keyCode === 229
}
