/** What the index keeps of a message: the words, whose and when, and what it carries. Pure; page and worker make the same. */
import type { MessageValue } from '../../schema/registers/messages.ts'
import type { StampValue } from '../../schema/registers/stamps.ts'

export interface SearchRow {
  readonly id: string
  readonly by: number
  /** 0 = not sent yet. */
  readonly seq: number
  /** Its integer id in the workspace, as the server's own search tells it; 0 = none yet. */
  readonly num: number
  /** Arrival, or written while it waits; milliseconds. */
  readonly at: number
  readonly text: string
  /** Names of its files, a line each. */
  readonly files: string
  /** The message it answers; '' = none. */
  readonly root: string
  /** Bits of TRAITS. */
  readonly traits: number
}

export const TRAITS = { file: 1, image: 2, voice: 4, link: 8, video: 16, mentionsMe: 32 } as const
export type Trait = keyof typeof TRAITS

const LINK = /\bhttps?:\/\/\S/i

/**
 * @param atMs  where it stands while it has no stamp
 * @returns null where nothing is to be found: deleted, the server's own, or words that nobody reads here
 */
export function searchRowOf(
  id: string,
  value: MessageValue,
  stamp: StampValue | undefined,
  me: number,
  atMs: number,
): SearchRow | null {
  if (value.deletedAt !== undefined || value.type === 'system') return null
  const { text = '', files = [], links = [], type } = value
  if (text === '' && files.length === 0 && links.length === 0) return null
  return {
    id,
    by: value.by,
    seq: stamp?.seq ?? 0,
    num: stamp?.id ?? 0,
    at: stamp?.at ?? atMs,
    text,
    files: files.map(({ name }) => name).join('\n'),
    root: value.replyTo?.id ?? '',
    traits: traitsOf(),
  }

  function traitsOf(): number {
    const is = (start: string) => files.some((file) => file.type.startsWith(start))
    const mentions = (stamp?.mentions ?? []) as readonly (number | 'everyone')[]
    return (
      (files.length > 0 ? TRAITS.file : 0) |
      (type === 'image' || is('image/') ? TRAITS.image : 0) |
      (type === 'voice' || is('audio/') ? TRAITS.voice : 0) |
      (type === 'video' || type === 'circle_video' || is('video/') ? TRAITS.video : 0) |
      (links.length > 0 || LINK.test(text) ? TRAITS.link : 0) |
      (mentions.includes(me) || mentions.includes('everyone') ? TRAITS.mentionsMe : 0)
    )
  }
}
