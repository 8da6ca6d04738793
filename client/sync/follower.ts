/** A tab that is not the sender (docs/behaviour.md, TB2-TB5): reads replicas from disk, then applies what the sender tells. */
import * as Y from 'yjs'
import type { ChannelId } from '../../schema/ids.ts'
import type { DeviceStore } from '../persistence/device-store.ts'
import type { Core, Role } from './core.ts'
import type { Activity } from './peers.ts'
import type { OpenReplica } from './replicas.ts'
import type { TabMessage } from './tabs.ts'

/** Reads a replica without attaching anything that writes. */
export function readOnly(store: Pick<DeviceStore, 'readReplica'>): OpenReplica {
  return async (doc, generation) => {
    const ydoc = new Y.Doc()
    for (const update of await store.readReplica(doc, generation)) Y.applyUpdate(ydoc, update)
    const close = async () => ydoc.destroy()
    return { doc: ydoc, flushed: async () => undefined, close, destroy: close }
  }
}

/** @param screen  what this tab tells of itself */
export function createFollower(
  core: Core,
  tab: string,
  screen: () => { readonly channel: ChannelId | null; readonly activity: Activity },
): Role {
  const { replicas, tabs } = core
  /** Updates that arrived while their document was being read. */
  const early = new Map<string, Extract<TabMessage, { t: 'update' }>[]>()

  function announce(): void {
    tabs.post({ t: 'tab', tab, docs: [...core.screen.volumes.keys()], ...screen() })
  }

  function apply(message: Extract<TabMessage, { t: 'update' }>): void {
    const held = replicas.loaded(message.doc)
    if (held?.generation === message.generation) Y.applyUpdate(held.replica.doc, message.update)
    // What is shown until then is not what comes.
    if (replicas.isLoading(message.doc)) {
      early.set(message.doc, [...(early.get(message.doc) ?? []), message])
    }
  }

  async function takeRecords(message: Extract<TabMessage, { t: 'records' }>): Promise<void> {
    const stale: string[] = [...message.replaced]
    for (const doc of message.forgotten ?? []) {
      replicas.records.delete(doc)
      stale.push(doc)
    }
    for (const record of message.documents) {
      replicas.records.set(record.doc, record)
      const held = replicas.loaded(record.doc)
      if (held && held.generation !== record.generation) stale.push(record.doc)
    }
    for (const doc of new Set(stale)) await replicas.reload(doc)
    for (const { doc } of message.documents) if (core.views.hasListeners(doc)) replicas.load(doc)
  }

  announce()
  return {
    isSender: false,
    received(message) {
      if (message.t === 'update') apply(message)
      else if (message.t === 'records')
        takeRecords(message).catch((cause: unknown) => core.report('read records', cause))
      else if (message.t === 'sender') announce()
      else if (message.t === 'shared') {
        core.clock.setOffset(message.shared.clockOffsetMs)
        core.share(message.shared)
      }
    },
    outboxChanged: () => undefined,
    reopen: () => void replicas.retryFailed().catch((cause: unknown) => core.report('reopen', cause)),
    screenChanged: announce,
    flush: () => tabs.post({ t: 'flush' }),
    tryNow: () => tabs.post({ t: 'try-now' }),
    // The sender's tab hears it of its own window.
    networkLost() {},
    signedIn: () => tabs.post({ t: 'signed-in' }),
    replicaLoaded(held) {
      for (const message of early.get(held.name) ?? []) {
        if (message.generation === held.generation) Y.applyUpdate(held.replica.doc, message.update)
      }
      early.delete(held.name)
      // What the sender applied and the disk does not hold yet.
      const vector = Y.encodeStateVector(held.replica.doc)
      tabs.post({ t: 'state', doc: held.name, generation: held.generation, vector })
    },
    stop: async () => tabs.post({ t: 'bye', tab }),
  }
}
