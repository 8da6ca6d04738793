/** From a channel as minimost names it to the channel, for those who may know of it (docs/behaviour.md, CA10). */
import { DIRECTORY } from '../../schema/documents.ts'
import { CairnError, ErrorCode } from '../../schema/errors.ts'
import { directChannelId, type ChannelId, type UserId } from '../../schema/ids.ts'
import type { DirectoryChannel, DirectoryUser } from '../../schema/registers/directory.ts'
import { channelOf, userExists, type Channel } from '../../schema/rules/channel.ts'
import type { World } from '../../schema/views.ts'
import { findOwnChannel, type Channels } from './find-channel.ts'

/** Names in any case. */
export type NamedChannel =
  | { readonly kind: 'public'; readonly name: string }
  /** The two in any order. A number stands for an account that is deleted. */
  | { readonly kind: 'direct'; readonly people: readonly [string | number, string | number] }
  /** Any other that people found, by its integer id. */
  | { readonly kind: 'numbered'; readonly num: number }

export interface Names {
  readonly accounts: { findByLogin(username: string): { readonly userId: UserId } | null }
  readonly channels: Channels
}

/**
 * @returns one that the person is in; a chat of two also where nobody wrote in it yet
 * @throws CairnError not_found; forbidden where they could read its root and join
 */
export function findNamedChannel(world: World, names: Names, userId: UserId, named: NamedChannel): Channel {
  const channel = look(world, names, userId, named)
  if (!channel || channel.role(userId) === 'none') throw new CairnError(ErrorCode.NotFound, 'CA10: no such channel')
  return channel
}

function look(world: World, names: Names, userId: UserId, named: NamedChannel): Channel | null {
  switch (named.kind) {
    case 'public':
      return findPublic(world, named.name)
    case 'direct':
      return findDirect(world, names, userId, named.people)
    case 'numbered': {
      const channel = findOwnChannel(world, names.channels, userId, named.num)
      return isFounded(channel) ? channel : null
    }
  }
}

/**
 * A group, private channel or broadcast that the person is in.
 *
 * @throws CairnError not_found: none has that integer id; forbidden: not in it, for doors that tell a stranger so
 */
export function findEntered(world: World, channels: Channels, userId: UserId, num: number): Channel {
  const channelId = channels.channelByNum(num)
  const channel = channelId && channelOf(world, channelId)
  if (!channel || channel.isDeleted || !isFounded(channel))
    throw new CairnError(ErrorCode.NotFound, 'CA10: no such channel')
  if (channel.role(userId) === 'none') throw new CairnError(ErrorCode.Forbidden, 'CA1: not a member')
  return channel
}

function isFounded({ kind }: Channel): boolean {
  return kind === 'group' || kind === 'private' || kind === 'broadcast'
}

function findPublic(world: World, name: string): Channel | null {
  const wanted = name.toLowerCase()
  for (const [id, value] of world.registers(DIRECTORY).entries('channels')) {
    const { kind, title } = value as unknown as DirectoryChannel
    if (kind === 'public' && title.toLowerCase() === wanted) return channelOf(world, id as ChannelId)
  }
  return null
}

function findDirect(
  world: World,
  { accounts }: Names,
  userId: UserId,
  people: readonly [string | number, string | number],
): Channel | null {
  const [a, b] = people.map((person) =>
    typeof person === 'string' ? accounts.findByLogin(person)?.userId : findDeleted(world, person),
  )
  if (a === undefined || b === undefined || a === b || (a !== userId && b !== userId)) return null
  return channelOf(world, directChannelId(a, b))
}

function findDeleted(world: World, id: number): UserId | undefined {
  const user = world.registers(DIRECTORY).get('users', String(id)) as DirectoryUser | undefined
  return user && !userExists(world, id as UserId) ? (id as UserId) : undefined
}
