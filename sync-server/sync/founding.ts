/** What the server writes when a channel comes to be (docs/behaviour.md, FD7-FD10). */
import { accountDocument, channelDocument, DIRECTORY } from '../../schema/documents.ts'
import { endedPref, endedValue } from '../../schema/ended-membership.ts'
import { channelIdForm, type ChannelId, type UserId } from '../../schema/ids.ts'
import type { Json } from '../../schema/json.ts'
import type { MembershipValue } from '../../schema/registers/account.ts'
import type { DirectoryChannel } from '../../schema/registers/directory.ts'
import type { Role } from '../../schema/registers/members.ts'
import type { ChannelKind } from '../../schema/registers/meta.ts'
import { channelOf, isOpenToJoin } from '../../schema/rules/channel.ts'
import type { Transaction } from './transaction.ts'

/** FD7: gives a channel its number and time. To be called inside the root's transaction. */
export function numberChannel(tx: Transaction, channelId: ChannelId): void {
  const root = tx.room(channelDocument(channelId))
  const num = tx.log.counters.count('channel')
  root.put('meta', 'num', num)
  root.put('meta', 'createdAt', tx.nowMs)
  tx.tables.addChannel(channelId, num)
  tx.tables.raiseCounts(channelId, 0, 0, tx.nowMs)
}

/** FD8: a direct or saved channel is founded in the transaction that accepts its first write; else nothing happens. */
export function foundFixed(tx: Transaction, channelId: ChannelId, actor: UserId): void {
  const form = channelIdForm(channelId)
  if (form?.form !== 'direct' && form?.form !== 'saved') return
  const root = tx.room(channelDocument(channelId))
  if (root.get('meta', 'num') !== undefined) return
  const people = form.form === 'direct' ? form.users : [form.user]
  root.transact(() => {
    root.put('meta', 'kind', form.form)
    root.put('meta', 'createdBy', actor)
    numberChannel(tx, channelId)
    for (const userId of people) putJoined(tx, channelId, userId)
  })
  tx.live.push({ kind: 'channel-founded', channelId })
  const role: Role = form.form === 'saved' ? 'owner' : 'member'
  for (const userId of people) grantMembership(tx, channelId, userId, { kind: form.form, role })
}

/** FD9: default public channels are founded at start, under their name. */
export function foundDefault(tx: Transaction, name: string): void {
  const channelId = name as ChannelId
  const root = tx.room(channelDocument(channelId))
  if (root.get('meta', 'num') !== undefined) return
  root.transact(() => {
    root.put('meta', 'kind', 'public')
    root.put('meta', 'title', name)
    numberChannel(tx, channelId)
  })
  publishChannel(tx, channelId)
  tx.events.push({ kind: 'opened', channelId })
  tx.live.push({ kind: 'channel-founded', channelId })
}

export function putJoined(tx: Transaction, channelId: ChannelId, userId: UserId): void {
  const root = tx.room(channelDocument(channelId))
  root.put('joined', String(userId), { id: tx.log.counters.count('member'), at: tx.nowMs })
}

/** Writes a person's own membership, which is how they learn of the channel. `newly`: their devices get it whole. */
export function grantMembership(
  tx: Transaction,
  channelId: ChannelId,
  userId: UserId,
  value: MembershipValue,
  newly = true,
): void {
  const account = tx.room(accountDocument(userId))
  account.transact(() => {
    account.put('memberships', channelId, value)
    if (newly) account.put('prefs', endedPref(channelId), undefined)
  })
  if (!newly) return
  tx.tables.putGrant(userId, channelId, tx.log.head().position + 1)
  tx.events.push({ kind: 'granted', channelId, userId })
}

/** @param by  who did it, where the person is to be told: the channel's root will not tell them any more (SY900) */
export function endMembership(tx: Transaction, channelId: ChannelId, userId: UserId, by?: UserId | 0): void {
  const account = tx.room(accountDocument(userId))
  account.transact(() => {
    account.put('memberships', channelId, undefined)
    if (by !== undefined) account.put('prefs', endedPref(channelId), endedValue({ by, at: tx.nowMs }))
  })
  tx.events.push({ kind: 'lost', channelId, userId })
}

/** FD10: the directory tells of every channel that anyone may find: public, groups, broadcasts with a handle. */
export function publishChannel(tx: Transaction, channelId: ChannelId): void {
  const directory = tx.room(DIRECTORY)
  const channel = channelOf(tx.world, channelId)
  const listed = channel !== null && !channel.isDeleted && (channel.kind === 'public' || isOpenToJoin(channel))
  directory.transact(() =>
    directory.put('channels', channelId, listed ? directoryEntry(tx, channelId, channel.kind) : undefined),
  )
}

function directoryEntry(tx: Transaction, channelId: ChannelId, kind: ChannelKind): Json {
  const root = tx.room(channelDocument(channelId))
  const text = (key: string) => root.get('meta', key) as string | undefined
  const entry: DirectoryChannel = { kind, title: text('title') ?? '' }
  const [topic, handle] = [text('topic'), text('handle')]
  return { ...entry, ...(topic ? { topic } : {}), ...(handle ? { handle } : {}) }
}

/** FD11: what was said in public channels before somebody signed up is readable to them, and counts as read. */
export function readWhatWasBefore(tx: Transaction, userId: UserId): void {
  const account = tx.room(accountDocument(userId))
  for (const [channelId, value] of tx.room(DIRECTORY).entries('channels')) {
    const last =
      (value as unknown as DirectoryChannel).kind === 'public' ? tx.tables.messages.last(channelId) : undefined
    if (!last) continue
    account.transact(() => account.put('read', channelId, { seq: last.seq, messageId: last.message_id }))
    tx.tables.positions.putRead(channelId, userId, last.seq)
  }
}
