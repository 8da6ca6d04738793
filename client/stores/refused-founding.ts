/** Why a chat could not be created: nothing that is written there is sent, and it says so (docs/behaviour.md, UI241). Pure. */
import { ErrorCode } from '../../schema/errors.ts'
import type { MemberValue } from '../../schema/registers/members.ts'
import type { OutboxItem } from '../sync/device.ts'

const NEEDED = ['kind', 'title', 'createdBy']

/** By document: the part of its founding that was refused. One whose name is taken waits for another name instead (wanted-names.ts). */
export type RefusedFoundings = ReadonlyMap<string, OutboxItem>

export function refusedFoundings(items: readonly OutboxItem[]): RefusedFoundings {
  const refused = new Map<string, OutboxItem>()
  for (const item of items) {
    const { doc, root, key, value, state, code } = item
    // Without the others it is founded all the same; not without its founder.
    const isFounder = root === 'members' && key === String((value as MemberValue | null)?.by)
    const isPart = isFounder || (root === 'meta' && NEEDED.includes(key))
    const isTaken = key === 'title' && code === ErrorCode.Conflict
    if (state === 'refused' && isPart && !isTaken && !refused.has(doc)) refused.set(doc, item)
  }
  return refused
}

/** Whether it waits with its chat, whose founding was refused: what waits for a file says so. */
export function waitsForFounding({ state, behind }: OutboxItem): boolean {
  return state === 'held' && behind === undefined
}
