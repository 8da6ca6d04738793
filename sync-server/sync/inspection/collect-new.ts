/** What of an update the document does not know yet (docs/behaviour.md, IN2-IN6). */
import * as Y from 'yjs'
import { ABSENT, type Group, type ItemStruct } from './decode-update.ts'
import { Gap, invalid, isKnownId, rootMap, tooLarge, type Content, type NewItem, type Work } from './work.ts'

/** New structs one update may carry; an honest update of a day offline has some hundreds. */
export const MAX_NEW_STRUCTS = 10_000
export const MAX_NEW_CLIENTS = 256

/** IN2-IN4: the new structs of each client, trimmed to what the document does not know, in clock order. */
export function collectNew(work: Work, groups: readonly Group[]): void {
  let total = 0
  let hasGap = false
  for (const { client, clock: start, structs } of groups) {
    const known = Y.getState(work.doc.store, client)
    const items: NewItem[] = []
    let clock = start
    for (const struct of structs) {
      const end = clock + struct.length
      if (struct.kind === 'item') checkPlace(work, struct, clock < known)
      if (end > known) {
        work.clients.add(client)
        if (struct.kind === 'skip' || (items.length === 0 && clock > known)) hasGap = true
        else items.push(toNewItem(client, clock, struct, Math.max(0, known - clock)))
        if (++total > MAX_NEW_STRUCTS) throw tooLarge('IN4: too many structs')
      }
      clock = end
    }
    if (items.length > 0) work.fresh.set(client, items)
    if (work.clients.size > MAX_NEW_CLIENTS) throw tooLarge('IN4: too many clients')
  }
  if (hasGap) throw new Gap()
}

/** Yjs makes a root of every name that it reads, and looks every origin up, also for what it knows already. */
function checkPlace(work: Work, { origin, root }: ItemStruct, isKnown: boolean): void {
  if (!origin) rootMap(work, root)
  else if (isKnown && !isKnownId(work, origin)) throw invalid('IN6: an unknown origin')
}

/** @param offset how many of its clocks the document knows; only an erased run can be known in part */
function toNewItem(client: number, clock: number, struct: ItemStruct, offset: number): NewItem {
  if (struct.value !== ABSENT && struct.length !== 1) throw invalid('IN5: content that is no register value')
  return {
    client,
    clock: clock + offset,
    length: struct.length - offset,
    origin: offset > 0 ? Y.createID(client, clock + offset - 1) : struct.origin,
    root: struct.root,
    key: struct.key,
    claimed: offset > 0 ? struct : null,
    content: struct.value as Content,
    register: null,
  }
}
