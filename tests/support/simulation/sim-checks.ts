/** What must hold when a simulated world has come to rest (docs/behaviour.md, CV1-CV5). */
import { isActive } from '../../../client/sync/intent.ts'
import { canonicalJson } from '../../../schema/json.ts'
import { accountDocument, DIRECTORY, parseDocumentName, ROOTS } from '../../../schema/documents.ts'
import type { ChannelId, UserId } from '../../../schema/ids.ts'
import type { DirectoryChannel } from '../../../schema/registers/directory.ts'
import type { MessageValue } from '../../../schema/registers/messages.ts'
import type { StampValue } from '../../../schema/registers/stamps.ts'
import { canReadName } from '../../../schema/rules/channel.ts'
import type { Registers } from '../../../schema/views.ts'
import { PROJECTED_TABLES, rebuildProjection } from '../../../sync-server/projections/rebuild.ts'
import { liveDocuments } from '../../../sync-server/sync/hub.ts'
import type { SyncCore } from '../../../sync-server/sync/sync-core.ts'
import { memoryDatabase } from '../core-harness.ts'
import type { Written } from './sim-actions.ts'
import type { SimWorld } from './sim-world.ts'

/** @returns what does not hold, in words; nothing when all is well */
export function checkWorld(world: SimWorld): string[] {
  const core = world.server.core as SyncCore
  return [
    ...checkReplicas(world, core),
    ...checkStamps(core),
    ...checkMessages(world, core),
    ...checkProjection(world, core),
    ...world.devices.flatMap((device) =>
      device.reports.filter((r) => r.startsWith('defect')).map((r) => `${device.name}: ${r}`),
    ),
  ]
}

function dump(registers: Registers, kind: keyof typeof ROOTS): string {
  return canonicalJson(
    Object.fromEntries(
      ROOTS[kind].map((root) => [root, Object.fromEntries([...registers.entries(root)].map(([k, v]) => [k, v]))]),
    ),
  )
}

/** CV1: every device that holds a document it may read holds the server's. */
function checkReplicas(world: SimWorld, core: SyncCore): string[] {
  const problems: string[] = []
  for (const device of world.devices) {
    for (const record of device.disk.documents.values()) {
      const ref = parseDocumentName(record.doc)
      if (!ref || record.aside || !canReadName(core.deps.world(), device.userId, record.doc)) continue
      const room = core.deps.rooms.get(record.doc)
      for (const tab of device.devices()) {
        const view = tab.view(record.doc)
        const root = record.doc.split('/').slice(0, 2).join('/')
        const isOwnWaiting = device.disk.queue.intents.some((i) => i.doc === root && isActive(i))
        if (view.state !== 'ready') problems.push(`${device.name} does not show ${record.doc}: ${view.state}`)
        else if (!isOwnWaiting && dump(view, ref.kind) !== dump(room, ref.kind)) {
          problems.push(
            `${device.name} shows another ${record.doc}\n  device ${dump(view, ref.kind)}\n  server ${dump(room, ref.kind)}`,
          )
        }
      }
    }
    const holds = (doc: string) => device.disk.documents.has(doc)
    problems.push(...checkHoldings(device.userId, holds, core).map((p) => `${device.name} ${p}`))
  }
  return problems
}

/** CV2: each device has the directory, its account, and the root and the newest volume of everything it is in. */
function checkHoldings(userId: UserId, holds: (doc: string) => boolean, core: SyncCore): string[] {
  const account = accountDocument(userId)
  const own = [...core.deps.rooms.get(account).entries('memberships')].map(([id]) => id as ChannelId)
  const open = [...core.deps.rooms.get(DIRECTORY).entries('channels')]
    .filter(([, value]) => (value as unknown as DirectoryChannel).kind === 'public')
    .map(([id]) => id as ChannelId)
  return [DIRECTORY, account, ...[...own, ...open].flatMap((id) => liveDocuments(core.deps, id))]
    .filter((doc) => core.deps.log.headOf(doc) > 0 && !holds(doc))
    .map((doc) => `lacks ${doc}`)
}

/** CV3: `seq` is dense in each channel, ids are unique, and every message there is has its stamp. */
function checkStamps(core: SyncCore): string[] {
  const problems: string[] = []
  const ids = new Set<number>()
  const seqs = new Map<string, number[]>()
  for (const name of core.deps.log.documentNames()) {
    const ref = parseDocumentName(name)
    if (ref?.kind !== 'volume') continue
    const room = core.deps.rooms.get(name)
    for (const [messageId] of room.entries('messages')) {
      const stamp = room.get('stamps', messageId) as unknown as StampValue | undefined
      if (!stamp) {
        problems.push(`${name} ${messageId} has no stamp`)
        continue
      }
      if (ids.has(stamp.id)) problems.push(`id ${stamp.id} twice`)
      ids.add(stamp.id)
      seqs.set(ref.channelId, [...(seqs.get(ref.channelId) ?? []), stamp.seq])
    }
  }
  for (const [channelId, given] of seqs) {
    given.sort((a, b) => a - b)
    if (given.some((seq, i) => seq !== i + 1)) problems.push(`${channelId}: seq ${given.join()}`)
  }
  return problems
}

/** CV4: what a person wrote is on the server exactly once, in words they gave it, or on their device with a reason. */
function checkMessages(world: SimWorld, core: SyncCore): string[] {
  const places = new Map<string, { doc: string; value: MessageValue }[]>()
  for (const name of core.deps.log.documentNames()) {
    if (parseDocumentName(name)?.kind !== 'volume') continue
    for (const [messageId, value] of core.deps.rooms.get(name).entries('messages')) {
      places.set(messageId, [...(places.get(messageId) ?? []), { doc: name, value: value as unknown as MessageValue }])
    }
  }
  const texts = new Map<string, number>()
  for (const found of places.values())
    for (const { value } of found) if (value.text) texts.set(value.text, (texts.get(value.text) ?? 0) + 1)
  const problems: string[] = []
  for (const note of world.notebook.written.values()) {
    const found = places.get(note.messageId) ?? []
    if (found.length > 1) problems.push(`${note.messageId} is in ${found.map((f) => f.doc).join(' and ')}`)
    const [place] = found
    if (place) {
      if (place.value.by !== note.by) problems.push(`${note.messageId} is now by ${place.value.by}`)
      const isDeleted = place.value.deletedAt !== undefined
      if (!isDeleted && !note.texts.has(place.value.text ?? ''))
        problems.push(`${note.messageId} has a text nobody gave it`)
      continue
    }
    if (note.deletedByAuthor || note.isLost) continue
    // A wrong clock gives a message another id: then its text tells.
    const underAnotherId = [...note.texts].some((text) => texts.has(text))
    const kept = world.devices.some(
      (device) =>
        device.userId === note.by &&
        device.disk.queue.intents.some(
          (i) => i.root === 'messages' && note.texts.has((i.value as { text?: string } | null)?.text ?? ''),
        ),
    )
    if (!underAnotherId && !kept && !isKeptAside(world, note))
      problems.push(`${note.messageId} in ${note.channelId} by ${note.by} is lost (${[...note.texts].join()})`)
  }
  for (const [text, count] of texts)
    if (count > 1 && text.startsWith('text ')) problems.push(`"${text}" is there ${count} times`)
  return problems
}

/** In a channel that the author is no longer in, whose replicas are kept until access returns (DESIGN.md, section 5). */
function isKeptAside(world: SimWorld, { by, channelId, messageId }: Written): boolean {
  return world.devices.some((device) => {
    const own = [...device.disk.documents.values()].filter((r) => r.aside && r.doc.startsWith(`channel/${channelId}/`))
    const isIn = (doc: string) => device.devices().some((tab) => tab.view(doc).get('messages', messageId) !== undefined)
    return device.userId === by && own.some(({ doc }) => isIn(doc))
  })
}

/** CV5: the projection kept current equals the one made again from the documents. */
function checkProjection(world: SimWorld, core: SyncCore): string[] {
  core.deps.writer.flush()
  const copy = memoryDatabase(world.server.db.serialize())
  const read = () =>
    PROJECTED_TABLES.map((table) => JSON.stringify(copy.prepare(`SELECT * FROM ${table} ORDER BY 1, 2, 3`).all()))
  const kept = read()
  rebuildProjection(copy)
  const again = read()
  copy.close()
  return PROJECTED_TABLES.flatMap((table, i) =>
    kept[i] === again[i] ? [] : [`${table} differs\n  kept ${kept[i]}\n  made ${again[i]}`],
  )
}
