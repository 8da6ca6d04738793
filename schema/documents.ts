/** Document names and which roots each kind of document has (DESIGN.md, section 2). */
import { channelIdForm, parseUserId, type ChannelId, type UserId } from './ids.ts'

/** Raised with every change of a document's shape. */
export const SCHEMA_VERSION = 1

export type DocumentKind = 'directory' | 'account' | 'channel' | 'volume'

export type DocumentRef =
  | { readonly kind: 'directory'; readonly name: string }
  | { readonly kind: 'account'; readonly name: string; readonly userId: UserId }
  | { readonly kind: 'channel'; readonly name: string; readonly channelId: ChannelId }
  | { readonly kind: 'volume'; readonly name: string; readonly channelId: ChannelId; readonly volume: number }

export type VolumeRef = Extract<DocumentRef, { kind: 'volume' }>

export const ROOTS = {
  directory: ['users', 'profiles', 'channels', 'keys'],
  account: ['memberships', 'read', 'drafts', 'channels', 'hidden', 'contacts', 'blocks', 'prefs', 'profile'],
  channel: ['meta', 'members', 'joined', 'pins', 'volumes'],
  volume: ['messages', 'reactions', 'stamps'],
} as const satisfies Record<DocumentKind, readonly string[]>

export const DIRECTORY = 'directory'

export function accountDocument(userId: UserId): string {
  return `account/${userId}`
}

export function channelDocument(channelId: ChannelId): string {
  return `channel/${channelId}`
}

export function volumeDocument(channelId: ChannelId, volume: number): string {
  return `channel/${channelId}/${volume}`
}

/** `directory`, `account/<userId>`, `channel/<channelId>` or `channel/<channelId>/<n>`; anything else is null. */
export function parseDocumentName(name: string): DocumentRef | null {
  if (name === DIRECTORY) return { kind: 'directory', name }
  const [head, id, volume, rest] = name.split('/')
  if (id === undefined || rest !== undefined) return null
  if (head === 'account' && volume === undefined) {
    const userId = parseUserId(id)
    return userId === null ? null : { kind: 'account', name, userId }
  }
  if (head !== 'channel' || !channelIdForm(id)) return null
  const channelId = id as ChannelId
  if (volume === undefined) return { kind: 'channel', name, channelId }
  if (!/^(0|[1-9][0-9]{0,6})$/.test(volume)) return null
  return { kind: 'volume', name, channelId, volume: Number(volume) }
}
