/** What an action of the matrix is, who may do what, and how a device would write it. */
import { ulid } from 'ulid'
import type { Json } from '../../../schema/json.ts'
import type { ADevice, DeviceWrite } from './a-device.ts'
import type { Kind, MatrixScene, Place, Role } from './matrix-scene.ts'

export interface Tried {
  readonly scene: MatrixScene
  readonly place: Place
  readonly role: Role
  /** 0 = nobody. */
  readonly userId: number
}

export interface Action {
  /** As in the table of routes. */
  readonly operation: string
  /** When one operation is tried in several ways. */
  readonly way?: string
  readonly path: (tried: Tried) => string
  readonly body?: (tried: Tried) => unknown
  /** Whether a success leaves the chat as it was. */
  readonly keeps?: true
  /** For those who are in it; `outside` says what all others get. */
  readonly inside: (role: Role, kind: Kind) => number
  /** For a stranger, when it is not the same as for whatever else is done there. */
  readonly outside?: (kind: Kind) => number
  readonly synced?: (tried: Tried, device: ADevice) => { doc: string; writes: readonly DeviceWrite[] }
}

export const isOpen = (kind: Kind) => kind === 'open' || kind === 'news'
export const isChannel = (kind: Kind) => kind === 'broadcast' || kind === 'news'
/** Neither founded nor changed by anybody. */
export const isFixed = (kind: Kind) => kind === 'direct' || kind === 'saved' || kind === 'public'
export const manages = (role: Role) => role === 'admin' || role === 'owner'

/** CA1: what is open to join is known, and closed to who has not joined; all else is not there. */
export const unlessOpen = (kind: Kind) => (isOpen(kind) ? 403 : 404)
export const notThere = () => 404

export function expected({ inside, outside = unlessOpen }: Action, role: Role, kind: Kind): number {
  if (role === 'nobody') return 401
  return role === 'stranger' || role === 'removed' ? outside(kind) : inside(role, kind)
}

export const all = (status: number) => () => status
export const managers = (status: number) => (role: Role, kind: Kind) => (!isFixed(kind) && manages(role) ? status : 403)
export const posters = (status: number) => (role: Role, kind: Kind) =>
  !isChannel(kind) || manages(role) ? status : 403

export const chat = ({ place }: Tried) => `/chats/${place.id}`
/** One's own message where one has one, else the owner's. */
export const own = ({ place: { messages }, role }: Tried) => messages[role] ?? messages.owner ?? messages.member ?? 0
/** A message of another person, where there is one. */
export const others = (tried: Tried) => {
  const { admin, owner } = tried.place.messages
  return (tried.role === 'owner' ? admin : owner) ?? own(tried)
}
export const message = (id: number) => `/messages/${id}`
export const isOwn = (role: Role, kind: Kind) => !isChannel(kind) || manages(role)

export const root = ({ place }: Tried) => `channel/${place.channelId}`
export const volume = (tried: Tried) => `${root(tried)}/0`
export const inRoot =
  (...writes: DeviceWrite[]) =>
  (tried: Tried) => ({ doc: root(tried), writes })
export const membership = (role: string, by: number): Json => ({ role, by })

/** The message's own id and value, as the device has them; of who may not read it a made-up one. */
export function known(tried: Tried, device: ADevice, id: number): { messageId: string; value: Record<string, Json> } {
  const replica = device.replica(volume(tried))
  for (const [messageId, stamp] of replica.getMap<{ id: number }>('stamps').entries()) {
    if (stamp.id === id)
      return { messageId, value: replica.getMap<Record<string, Json>>('messages').get(messageId) ?? {} }
  }
  return { messageId: ulid(tried.scene.api.clock.nowMs), value: { by: tried.userId, text: 'guessed' } }
}

export function editOf(tried: Tried, device: ADevice, id: number) {
  const { messageId, value } = known(tried, device, id)
  const edited = { ...value, text: 'changed', editedAt: tried.scene.api.clock.nowMs }
  return { doc: volume(tried), writes: [['messages', messageId, edited]] as const }
}

export function deletionOf(tried: Tried, device: ADevice, id: number) {
  const { messageId, value } = known(tried, device, id)
  const deleted = { by: value.by as number, deletedAt: tried.scene.api.clock.nowMs }
  return { doc: volume(tried), writes: [['messages', messageId, deleted]] as const }
}

/** In the fixed ones it is the owner of the public channel alone whose message somebody else finds here. */
export function hasOthers(role: Role, kind: Kind): boolean {
  return !isFixed(kind) || (kind === 'public' && role === 'member')
}
