/** System messages: written by the server, in the newest volume, stamped like any other (docs/behaviour.md, SM8). */
import { DIRECTORY, parseDocumentName, volumeDocument } from '../../schema/documents.ts'
import { SERVER_USER, type ChannelId } from '../../schema/ids.ts'
import type { DirectoryUser } from '../../schema/registers/directory.ts'
import type { MessageValue, SystemEvent } from '../../schema/registers/messages.ts'
import type { VolumeRef } from '../../schema/rules/judge.ts'
import { sealWhenFull, stampMessage } from './follow-volume.ts'
import type { Transaction } from './transaction.ts'

export function postSystem(tx: Transaction, channelId: ChannelId, event: SystemEvent): void {
  const volume = tx.tables.channel(channelId)?.last_volume ?? 0
  const ref = parseDocumentName(volumeDocument(channelId, volume)) as VolumeRef
  const room = tx.room(ref.name)
  const message: MessageValue = { by: SERVER_USER, type: 'system', text: sentence(tx, event), event }
  const messageId = tx.newId()
  room.transact(() => {
    room.put('messages', messageId, message)
    sealWhenFull(tx, ref, stampMessage(tx, room, ref, messageId, message))
  })
}

/** For dialects, whose clients show text; the web app words the event in its own language. */
function sentence(tx: Transaction, event: SystemEvent): string {
  const name = (userId: number | undefined) =>
    (tx.world.registers(DIRECTORY).get('users', String(userId)) as DirectoryUser | undefined)?.username ?? 'someone'
  const user = name(event.user)
  const actor = name(event.actor)
  switch (event.kind) {
    case 'founded':
      return `${actor} created the channel`
    case 'added':
      return `${actor} added ${user} to the channel`
    case 'joined':
      return `${user} has joined the channel`
    case 'left':
      return `${user} has left the channel`
    case 'removed':
      return `${actor} removed ${user} from the channel`
    case 'renamed':
      return `${actor} renamed the channel to ${event.value ?? ''}`
    case 'role':
      return `${user} is now ${event.value ?? 'member'}`
    case 'key':
      return `${user} has a new key`
  }
}
