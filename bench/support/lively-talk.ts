/**
 * Messages as people write them: most are short lines, among them answers, lists, code, mentions, links and reactions. Files
 * are not among them: those would have to be on the server.
 */
import { reactionKey } from '../../schema/registers/reactions.ts'
import type { UserId } from '../../schema/ids.ts'
import { englishMessage } from './english.ts'
import type { Talk } from './fill.ts'

/** Which messages have what: coprime, so that they meet in every way. */
const EVERY = { reply: 7, long: 11, code: 23, link: 13, mention: 17, reaction: 9 }
const NAMES = ['thumbsup', 'eyes', 'heart']

export const livelyTalk: Talk = (n, ids, by) => {
  const id = ids[n] as string
  const replied = n % EVERY.reply === 3 ? { replyTo: { id: ids[n - 1] as string, excerpt: englishMessage(n - 1) } } : {}
  const message = ['messages', id, { by, text: textOf(n), ...replied }] as const
  if (n % EVERY.reaction !== 4) return [message]
  const name = NAMES[n % NAMES.length] as string
  return [message, ['reactions', reactionKey(id, name, by as UserId), 1]]
}

function textOf(n: number): string {
  const line = englishMessage(n)
  if (n % EVERY.long === 5)
    return [line, '', `- ${englishMessage(n + 1)}`, `- **${englishMessage(n + 2)}**`, '', line].join('\n')
  if (n % EVERY.code === 6) return [line, '```', `valve ${n} = open`, 'pump --rate 40', '```'].join('\n')
  if (n % EVERY.link === 2) return `${line} https://example.org/plans/${n}`
  return n % EVERY.mention === 1 ? `@person1 ${line}` : line
}
