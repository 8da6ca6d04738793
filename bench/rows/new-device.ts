/** Row: a new device shows the newest screen of a channel of 100,000 messages, against that channel as one Yjs document. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import * as Y from 'yjs'
import { volumeDocument } from '../../schema/documents.ts'
import type { ChannelId } from '../../schema/ids.ts'
import type { SyncCore } from '../../sync-server/sync/sync-core.ts'
import { Device } from '../support/device.ts'
import { fillGroup, fillMessages } from '../support/fill.ts'
import { fineCpuMs, peakRssBytes, resetPeak, rssBytes } from '../support/proc.ts'
import { startHelper } from '../support/processes.ts'
import { openSocket } from '../support/raw-socket.ts'
import type { Figure, Row } from '../support/row.ts'
import { startServer } from '../support/server-process.ts'
import { grouped, median, round } from '../support/stats.ts'
import { makeWorkspace, type Workspace } from '../support/workspace.ts'

const ROUNDS = 3
const MESSAGES = 100_000
/** Read by others first, 10,000 messages in all: a server that has just started is not what people meet. */
const WARM_GROUPS = 20
const WARM_MESSAGES = 500
const SETTLE_MS = 300
const WARM_DEVICES = 3

interface Cost {
  readonly bytes: number
  readonly cpuMs: number
  readonly peakBytes: number
}

interface Setup {
  readonly workspace: Workspace
  readonly newest: string
  /** The whole channel, deflated. */
  readonly deflatedBytes: number
}

export const newDevice: Row = {
  name: 'new-device',
  async run() {
    const setup = await prepare()
    const whole: Cost[] = []
    const cairn: Cost[] = []
    try {
      for (let n = 0; n < ROUNDS; n++) {
        whole.push(await wholeDocument(setup))
        const { peakBytes } = await server(setup, 'memory')
        cairn.push({ ...(await server(setup, 'time')), peakBytes })
      }
    } finally {
      setup.workspace.remove()
    }
    const kB = (bytes: number) => `${grouped(bytes / 1_024)} kB`
    const ms = (time: number) => `${round(time, 1)} ms`
    const deflated = `the baseline is not deflated; if it were, it would be ${kB(setup.deflatedBytes)}`
    return [
      { ...share('bytes to a new device, 100,000 messages', (cost) => cost.bytes, kB, 1.5), note: deflated },
      share('server CPU for it', (cost) => cost.cpuMs, ms, 3),
      share('peak memory for it', (cost) => cost.peakBytes, kB, 3),
    ]

    function share(what: string, of: (cost: Cost) => number, show: (n: number) => string, limit: number): Figure {
      const [baseline, measured] = [median(whole.map(of)), median(cairn.map(of))]
      const percent = (100 * measured) / baseline
      return {
        ...{ what, baseline: show(baseline), measured: show(measured), ratio: `${round(percent)} %` },
        ...{ limit: `<= ${limit} %`, ok: percent <= limit },
      }
    }
  },
}

/** A group of users 1 and 2 with all the messages, and some of user 3 with few; also as single documents. */
async function prepare(): Promise<Setup> {
  let newest = ''
  let big: Uint8Array = new Uint8Array()
  let warm: Uint8Array = new Uint8Array()
  const workspace = await makeWorkspace(3, (core) => {
    const id = fillGroup(core, 'the long one', [1, 2])
    fillMessages(core, id, [1, 2], MESSAGES)
    newest = volumeDocument(id, core.deps.tables.channel(id)?.last_volume ?? 0)
    big = asOneDocument(core, id)
    for (let n = 0; n < WARM_GROUPS; n++) {
      const small = fillGroup(core, `a short one, ${n}`, [3])
      fillMessages(core, small, [3], WARM_MESSAGES)
      warm = asOneDocument(core, small)
    }
  })
  writeFileSync(join(workspace.folder, 'big'), big)
  writeFileSync(join(workspace.folder, 'warm'), warm)
  return { workspace, newest, deflatedBytes: deflateRawSync(big).length }
}

function asOneDocument(core: SyncCore, id: ChannelId): Uint8Array {
  const whole = new Y.Doc()
  for (let n = 0; n <= (core.deps.tables.channel(id)?.last_volume ?? 0); n++) {
    Y.applyUpdate(whole, Y.encodeStateAsUpdate(core.deps.rooms.get(volumeDocument(id, n)).doc))
  }
  return Y.encodeStateAsUpdate(whole)
}

async function wholeDocument({ workspace }: Setup): Promise<Cost> {
  const helper = await startHelper('whole-document-process.ts', [workspace.folder])
  const url = await helper.ask<string>({})
  const fetch = async (name: string) => {
    let arrived = () => {}
    const here = new Promise<void>((resolve) => (arrived = resolve))
    const socket = await openSocket(url, {}, () => arrived())
    socket.send(Buffer.from(name))
    await here
    const { payloadBytes } = socket
    socket.close()
    return payloadBytes
  }
  for (let n = 0; n < WARM_DEVICES * WARM_GROUPS; n++) await fetch('warm')
  const cost = await costOf(helper.pid, () => fetch('big'))
  await helper.end()
  return cost
}

/**
 * Garbage of before is collected only where memory is measured: collected twice by force, a process has to warm up its
 * code again, and what it then takes in time is ten times what it took before. The baseline is not collected either.
 */
async function server({ workspace, newest }: Setup, measured: 'time' | 'memory'): Promise<Cost> {
  const process = await startServer(workspace.folder)
  for (let n = 0; n < WARM_DEVICES; n++) {
    const warm = new Device(process.url, workspace.cookies[2] as string)
    await warm.catchUp()
    warm.close()
  }
  if (measured === 'memory') await process.collect()
  else await new Promise((resolve) => setTimeout(resolve, SETTLE_MS))
  const device = new Device(process.url, workspace.cookies[1] as string)
  const cost = await costOf(process.pid, () => device.catchUpWith(newest))
  device.close()
  await process.end()
  return cost
}

async function costOf(pid: number, work: () => Promise<number>): Promise<Cost> {
  resetPeak(pid)
  const [beforeMs, beforeBytes] = [fineCpuMs(pid), rssBytes(pid)]
  const bytes = await work()
  await new Promise((resolve) => setTimeout(resolve, SETTLE_MS))
  return { bytes, cpuMs: fineCpuMs(pid) - beforeMs, peakBytes: peakRssBytes(pid) - beforeBytes }
}
