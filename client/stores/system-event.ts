/** What the server tells of a chat, with people by name: the app words it in the reader's language. Pure. */
import type { SystemEvent } from '../../schema/registers/messages.ts'

export interface SystemEventView {
  readonly kind: SystemEvent['kind']
  /** Who did it; '' = unknown here. */
  readonly actor: string
  /** To whom; '' = unknown here. */
  readonly user: string
  /** The new name, or the new role. */
  readonly value: string
}

/** @param nameOf  '' for a person unknown here */
export function systemEventView(event: SystemEvent, nameOf: (userId: number) => string): SystemEventView {
  const name = (userId: number | undefined) => (userId === undefined ? '' : nameOf(userId))
  return { kind: event.kind, actor: name(event.actor), user: name(event.user), value: event.value ?? '' }
}

export function isSameEvent(a: SystemEventView | null, b: SystemEventView | null): boolean {
  return a?.kind === b?.kind && a?.actor === b?.actor && a?.user === b?.user && a?.value === b?.value
}
