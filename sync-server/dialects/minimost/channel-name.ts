/** Channels as minimost names them: a public one's name, `dm:a:b`, `private:<id>` (MM2). */
import { channelIdForm, isName, SERVER_USER, type ChannelId, type UserId } from '../../../schema/ids.ts'
import { projectPerson } from '../../../schema/projection/project-person.ts'
import { DELETED_USERNAME } from '../../../schema/registers/directory.ts'
import { channelOf, type Channel } from '../../../schema/rules/channel.ts'
import type { World } from '../../../schema/views.ts'
import { findNamedChannel, type NamedChannel } from '../../access/find-named-channel.ts'
import { CairnError, ErrorCode } from '../../../schema/errors.ts'
import type { QueryDeps } from '../../queries/deps.ts'
import { publicTitle } from '../../queries/public-channels.ts'

export const SYSTEM_NAME = 'system'

/** No name of a person has a full stop. */
const DELETED_PERSON = new RegExp(`^${DELETED_USERNAME}\\.([1-9]\\d{0,14})$`, 'i')

/** @returns null for what is no name of a channel */
export function parseChannelName(text: string): NamedChannel | null {
  const num = parsePrivateId(text)
  if (num !== null && text.includes(':')) return { kind: 'numbered', num }
  const [head, ...names] = text.split(':')
  if (names.length === 0) return isName(text) ? { kind: 'public', name: text } : null
  const [a, b, more] = names.map(parsePerson)
  if (head?.toLowerCase() !== 'dm' || more !== undefined || !a || !b) return null
  return { kind: 'direct', people: [a, b] }
}

/** `private:<id>`, or the id alone. @returns the integer id, null for anything else */
export function parsePrivateId(text: string): number | null {
  const digits = /^(?:private:)?([1-9]\d{0,14})$/i.exec(text)?.[1]
  return digits === undefined ? null : Number(digits)
}

function parsePerson(text: string): string | number | null {
  const deleted = DELETED_PERSON.exec(text)?.[1]
  if (deleted !== undefined) return Number(deleted)
  return isName(text) ? text : null
}

/** The channel of a path, for those who are in it. @throws CairnError not_found; forbidden: one that is open to join */
export function findChannel(deps: QueryDeps, userId: UserId, text: string): Channel {
  const named = parseChannelName(text)
  if (!named) throw new CairnError(ErrorCode.NotFound, 'no such channel')
  return findNamedChannel(deps.world(), deps, userId, named)
}

/** null: saved messages, which have no name here. */
export function channelName(deps: QueryDeps, world: World, channelId: ChannelId): string | null {
  const form = channelIdForm(channelId)
  if (form?.form === 'saved') return null
  if (form?.form === 'direct')
    return `dm:${form.users
      .map((userId) => personName(world, userId))
      .sort()
      .join(':')}`
  const title = publicTitle(world, channelId)
  if (title !== null) return title
  return channelOf(world, channelId) ? `private:${deps.channels.channel(channelId)?.num ?? 0}` : null
}

function personName(world: World, userId: UserId): string {
  const { username, isDeleted } = projectPerson(world, userId)
  return isDeleted ? `${DELETED_USERNAME}.${userId}` : username
}

/** Of the author of a message, a reader, a member. */
export function usernameOf(world: World, userId: UserId): string {
  return userId === SERVER_USER ? SYSTEM_NAME : projectPerson(world, userId).username
}
