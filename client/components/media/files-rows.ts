/** The files of a chat as rows of known height, so that thousands of them need a screenful of elements (docs/behaviour.md, MV23). Pure. */
import type { FileMessage } from '../../stores/chat-files.ts'
import { mediaKind, type MediaKind } from '../../stores/media-kind.ts'
import type { FileView, LinkView } from '../../stores/message-view.ts'

export const FILE_FILTERS = ['all', 'pictures', 'video', 'sound', 'files', 'links'] as const
export type FileFilter = (typeof FILE_FILTERS)[number]

export type FileEntry =
  | { readonly kind: MediaKind; readonly file: FileView; readonly message: FileMessage }
  | { readonly kind: 'link'; readonly link: LinkView; readonly message: FileMessage }

export type FilesRow =
  | { readonly type: 'day'; readonly key: string; readonly at: number }
  /** Pictures and films beside each other. */
  | { readonly type: 'tiles'; readonly key: string; readonly entries: readonly FileEntry[] }
  | { readonly type: 'entry'; readonly key: string; readonly entry: FileEntry }

const FILTER_OF: Readonly<Record<FileEntry['kind'], FileFilter>> = {
  ...{ picture: 'pictures', video: 'video', circle: 'video', voice: 'sound', sound: 'sound' },
  ...{ file: 'files', link: 'links' },
}

/** @returns newest first */
export function entriesOf(messages: readonly FileMessage[], filter: FileFilter): FileEntry[] {
  return messages.flatMap((message) => {
    const files = message.files.map((file) => ({ kind: mediaKind(file, message.type), file, message }))
    const links = message.links.map((link) => ({ kind: 'link' as const, link, message }))
    return [...files, ...links].filter(({ kind }) => filter === 'all' || FILTER_OF[kind] === filter)
  })
}

/**
 * Days, newest first; of each day what is seen first, then what is heard or saved.
 *
 * @param dayOf  equal for two times of one day
 */
export function filesRows(
  entries: readonly FileEntry[],
  columns: number,
  dayOf: (atMs: number) => string | number,
): FilesRow[] {
  const rows: FilesRow[] = []
  for (let from = 0; from < entries.length;) {
    const { at } = entries[from]!.message
    const day = dayOf(at)
    let to = from
    while (to < entries.length && dayOf(entries[to]!.message.at) === day) to++
    const ofDay = entries.slice(from, to)
    const tiles = ofDay.filter(isTile)
    rows.push({ type: 'day', key: `day ${day}`, at })
    for (let n = 0; n < tiles.length; n += columns) {
      const row = tiles.slice(n, n + columns)
      rows.push({ type: 'tiles', key: keyOf(row[0]!), entries: row })
    }
    rows.push(
      ...ofDay.filter((entry) => !isTile(entry)).map((entry) => ({ type: 'entry' as const, key: keyOf(entry), entry })),
    )
    from = to
  }
  return rows
}

/** So much higher is what leads to a message where fingers point. */
const MORE_PX = 20

/** @param tile  height of a row of tiles, px; @param isCoarse  fingers point */
export function heightOf(row: FilesRow, tile: number, isCoarse = false): number {
  if (row.type === 'day') return 40
  if (row.type === 'tiles') return tile
  const { kind } = row.entry
  const fine = kind === 'sound' ? 120 : kind === 'voice' ? 100 : kind === 'link' ? 84 : 92
  return isCoarse ? fine + MORE_PX : fine
}

/** The rows that `top` to `bottom` touch. @returns first, behind the last, and where the first begins */
export function rowsBetween(
  heights: readonly number[],
  top: number,
  bottom: number,
): { readonly from: number; readonly to: number; readonly before: number } {
  let [from, before] = [0, 0]
  while (from < heights.length && before + heights[from]! <= top) before += heights[from++]!
  let [to, end] = [from, before]
  while (to < heights.length && end < bottom) end += heights[to++]!
  return { from, to, before }
}

function isTile({ kind }: FileEntry): boolean {
  return kind === 'picture' || kind === 'video' || kind === 'circle'
}

function keyOf(entry: FileEntry): string {
  return `${entry.message.id} ${entry.kind === 'link' ? entry.link.url : entry.file.id}`
}
