/** Moves a list of messages by a view (docs/behaviour.md, KB47), and finds which row the keyboard goes to. */

/** How much of a view is gone on by: a line or two stay, so that the reader finds their place. */
const PART = 0.9

/**
 * @param rows  asked for once the view has moved: others may stand there then
 * @returns the first row that is whole; where the list ends before a whole view was turned, its first or last one in view
 */
export function turnPage(
  scroller: HTMLElement,
  direction: 1 | -1,
  rows: () => readonly HTMLElement[],
): HTMLElement | undefined {
  const before = scroller.scrollTop
  const by = scroller.clientHeight * PART
  scroller.scrollTop += direction * by
  const isEnd = Math.abs(scroller.scrollTop - before) < by - 1
  const all = rows()
  const { top, bottom } = scroller.getBoundingClientRect()
  if (isEnd && direction === 1) return all.filter((row) => row.getBoundingClientRect().top < bottom).at(-1)
  // A part of a pixel is no part of a row.
  return all.find((row) => row.getBoundingClientRect().top >= top - 1) ?? all.at(-1)
}
