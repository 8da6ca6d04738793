/** The projection's tables as the sync core writes and asks them, channels first; all in the open transaction (docs/behaviour.md, PT1-PT4). */
import type { Database } from 'better-sqlite3'
import type { ChannelId, UserId } from '../../schema/ids.ts'
import { MessageTables } from './message-tables.ts'
import { PositionTables } from './position-tables.ts'

export interface ChannelCounts {
  readonly num: number
  readonly last_seq: number
  readonly last_volume: number
  readonly last_mod: number
}

export interface Invitation {
  readonly id: number
  readonly channelId: ChannelId
  readonly by: UserId
  /** Milliseconds since 1970. */
  readonly at: number
}

export class ChannelTables {
  readonly messages: MessageTables
  readonly positions: PositionTables
  private readonly sql

  constructor(db: Database) {
    this.messages = new MessageTables(db)
    this.positions = new PositionTables(db)
    this.sql = {
      channel: db.prepare<[string], ChannelCounts>(
        'SELECT num, last_seq, last_volume, last_mod FROM channels WHERE channel = ?',
      ),
      byNum: db.prepare<[number], { channel: string }>('SELECT channel FROM channels WHERE num = ?'),
      addChannel: db.prepare('INSERT OR IGNORE INTO channels VALUES (?, ?, 0, 0, 0)'),
      counts: db.prepare(
        'UPDATE channels SET last_seq = max(last_seq, ?), last_volume = max(last_volume, ?), last_mod = max(last_mod, ?) WHERE channel = ?',
      ),
      byActivity: db.prepare<[], { channel: string }>('SELECT channel FROM channels ORDER BY last_mod DESC'),
      grant: db.prepare('INSERT INTO grants VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET position = excluded.position'),
      grants: db.prepare<[number, number], { channel: string }>(
        'SELECT channel FROM grants WHERE user_id = ? AND position > ?',
      ),
      invite: db.prepare('INSERT OR IGNORE INTO invitations VALUES (?, ?, ?, ?, ?)'),
      invitations: db.prepare<[number, number], { id: number; channel: string; by_user: number; at: number }>(
        'SELECT id, channel, by_user, at FROM invitations WHERE user_id = ? ORDER BY id DESC LIMIT ?',
      ),
      due: db.prepare('INSERT OR IGNORE INTO due_stamps VALUES (?, ?)'),
      dues: db.prepare<[], { doc: string; message_id: string }>('SELECT doc, message_id FROM due_stamps'),
      undue: db.prepare('DELETE FROM due_stamps WHERE doc = ? AND message_id = ?'),
    }
  }

  channel(id: string): ChannelCounts | undefined {
    return this.sql.channel.get(id)
  }

  /** The channel with this integer id. */
  channelByNum(num: number): ChannelId | null {
    return (this.sql.byNum.get(num)?.channel as ChannelId | undefined) ?? null
  }

  addChannel(id: string, num: number): void {
    this.sql.addChannel.run(id, num)
  }

  raiseCounts(id: string, seq: number, volume: number, mod: number): void {
    this.sql.counts.run(seq, volume, mod, id)
  }

  channelsByActivity(): string[] {
    return this.sql.byActivity.all().map((row) => row.channel)
  }

  putGrant(userId: number, channel: string, position: number): void {
    this.sql.grant.run(userId, channel, position)
  }

  /** Channels to which the user was let in after `position`. */
  grantsSince(userId: number, position: number): Set<string> {
    return new Set(this.sql.grants.all(userId, position).map((row) => row.channel))
  }

  /** Somebody added the person to a channel. `id`: of that membership. */
  putInvitation(userId: number, invitation: Invitation): void {
    this.sql.invite.run(userId, invitation.id, invitation.channelId, invitation.by, invitation.at)
  }

  /** Newest first. */
  invitations(userId: number, limit: number): Invitation[] {
    const rows = this.sql.invitations.all(userId, limit)
    return rows.map(({ id, channel, by_user, at }) => ({
      ...{ id, at, channelId: channel as ChannelId, by: by_user as UserId },
    }))
  }

  putDue(doc: string, messageId: string): void {
    this.sql.due.run(doc, messageId)
  }

  dueStamps(): { doc: string; message_id: string }[] {
    return this.sql.dues.all()
  }

  clearDue(doc: string, messageId: string): void {
    this.sql.undue.run(doc, messageId)
  }
}
