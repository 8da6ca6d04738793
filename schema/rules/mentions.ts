/** Mention rules (docs/behaviour.md, MN1-MN8). Pure: the server derives them into stamps, the client until it has one. */
import { DIRECTORY } from '../documents.ts'
import type { UserId } from '../ids.ts'
import type { DirectoryUser } from '../registers/directory.ts'
import type { World } from '../views.ts'
import { membersOf, type Channel } from './channel.ts'
import { codeRanges, type Meter } from './code-ranges.ts'

export type Mention = UserId | 'everyone'

const MAX_NAME = 32

/**
 * Whom a text mentions.
 *
 * @param people  those who can read the channel, each with their username; read only when the text has an `@`
 * @param meter   counts steps, for tests
 * @returns user ids in ascending order, then 'everyone'; each once
 */
export function resolveMentions(
  text: string,
  people: Iterable<readonly [UserId, string]>,
  meter: Meter = { steps: 0 },
): Mention[] {
  const names = mentionedNames(text, meter)
  if (names.length === 0) return []
  const byName = new Map<string, Mention>()
  for (const [userId, username] of people) byName.set(username.toLowerCase(), userId)
  byName.set('everyone', 'everyone')
  const found = new Set<Mention>()
  for (const name of names) {
    const mention = longestKnown(name.toLowerCase(), byName, meter)
    if (mention !== undefined) found.add(mention)
  }
  const users = [...found].filter((mention) => mention !== 'everyone').sort((a, b) => a - b)
  return found.has('everyone') ? [...users, 'everyone'] : users
}

/** MN1: those who can read the channel, with the names they are called by. */
export function mentionablePeople(world: World, channel: Channel): [UserId, string][] {
  const directory = world.registers(DIRECTORY)
  const people: [UserId, string][] = []
  for (const userId of membersOf(world, channel)) {
    const user = directory.get('users', String(userId)) as DirectoryUser | undefined
    if (user && user.deletedAt === undefined) people.push([userId, user.username])
  }
  return people
}

/** MN4: the whole run if somebody has that name, else without its last `-` or `_`, and so on. */
function longestKnown(run: string, byName: ReadonlyMap<string, Mention>, meter: Meter): Mention | undefined {
  for (let name = run; name !== ''; name = name.slice(0, -1)) {
    meter.steps++
    const mention = name.length <= MAX_NAME ? byName.get(name) : undefined
    if (mention !== undefined) return mention
    if (!name.endsWith('-') && !name.endsWith('_')) return undefined
  }
  return undefined
}

/** The runs of name characters behind each `@` that counts, as written. */
function mentionedNames(text: string, meter: Meter): string[] {
  if (!text.includes('@')) return []
  const names: string[] = []
  const code = codeRanges(text, meter)
  let nextCode = 0
  for (let at = 0; at < text.length;) {
    meter.steps++
    const range = code[nextCode]
    if (range && at >= range[0]) {
      at = Math.max(at, range[1])
      nextCode++
    } else if (startsUrl(text, at)) {
      at = urlEnd(text, at, range?.[0] ?? text.length, meter)
    } else if (text.charAt(at) !== '@') {
      at++
    } else {
      const end = nameEnd(text, at + 1, meter)
      if (end > at + 1 && counts(text, at, end)) names.push(text.slice(at + 1, end))
      at = end
    }
  }
  return names
}

/** MN3: no word character, `@` or `/` stands before, and it is not the middle of an e-mail address. */
function counts(text: string, at: number, end: number): boolean {
  if (at === 0) return true
  // A letter outside the BMP is a surrogate pair; its second half is what stands before.
  const before = /[\uDC00-\uDFFF]/.test(text.charAt(at - 1)) ? text.slice(Math.max(0, at - 2), at) : text.charAt(at - 1)
  if (/^[\p{L}\p{N}_@/]/u.test(before)) return false
  return !('.+-%'.includes(before) && /^\.[A-Za-z]/.test(text.slice(end, end + 2)))
}

/** The end of a run of name characters; one that is too long for a name is skipped whole. */
function nameEnd(text: string, start: number, meter: Meter): number {
  let end = start
  while (end < text.length && /[A-Za-z0-9_-]/.test(text.charAt(end))) end++
  meter.steps += end - start
  return end
}

/** MN6: `scheme://...` from the colon on, or `www.` at the start of a word. */
function startsUrl(text: string, at: number): boolean {
  if (text.startsWith('://', at)) return at > 0 && /[A-Za-z0-9]/.test(text.charAt(at - 1))
  return text.startsWith('www.', at) && (at === 0 || !/[A-Za-z0-9]/.test(text.charAt(at - 1)))
}

function urlEnd(text: string, at: number, limit: number, meter: Meter): number {
  let end = at
  while (end < limit && !/[\s<>"]/.test(text.charAt(end))) end++
  meter.steps += end - at
  return end
}
