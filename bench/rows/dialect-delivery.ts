/** Rows: one message to 100 clients of a dialect's socket, at 50 messages a second, against bare relays of the same frames. */
import type { DialectKind } from '../support/dialect-client.ts'
import type { DialectLoad, DialectLoadResult } from '../support/dialect-load-process.ts'
import { cpuMs } from '../support/proc.ts'
import { startHelper } from '../support/processes.ts'
import type { Figure, Row } from '../support/row.ts'
import { startServer } from '../support/server-process.ts'
import { median, round } from '../support/stats.ts'
import { makeWorkspace } from '../support/workspace.ts'

const CLIENTS = 100
const ROUNDS = 3
const PER_SECOND = 50
const MS = 5_000
const WARM_MS = 3_000

export const dialectDelivery: Row = {
  name: 'dialect-delivery',
  async run() {
    const workspace = await makeWorkspace(CLIENTS)
    const server = await startServer(workspace.folder)
    const [relay, ioRelay] = [await startHelper('relay-process.ts'), await startHelper('socket-io-relay-process.ts')]
    const load = await startHelper('dialect-load-process.ts')
    const places: Record<DialectKind, { url: string; pid: number }> = {
      relay: { url: await relay.ask<string>({}), pid: relay.pid },
      'socket-io': { url: await ioRelay.ask<string>({}), pid: ioRelay.pid },
      ...{ chatterstack: server, envelope: server, chattrix: server },
    }
    /** Milliseconds of the server's CPU for 1,000 deliveries. */
    const measure = async (kind: DialectKind): Promise<number> => {
      const { url, pid } = places[kind]
      const ask = <T>(request: DialectLoad) => load.ask<T>(request)
      await ask({ t: 'connect', kind, url, cookies: workspace.cookies })
      await ask({ t: 'steady', perSecond: PER_SECOND, ms: WARM_MS })
      const rounds: number[] = []
      for (let n = 0; n < ROUNDS; n++) {
        const before = cpuMs(pid)
        const { deliveries } = await ask<DialectLoadResult>({ t: 'steady', perSecond: PER_SECOND, ms: MS })
        rounds.push(((cpuMs(pid) - before) * 1_000) / deliveries)
      }
      await ask({ t: 'close' })
      return median(rounds)
    }
    try {
      const bare = await measure('relay')
      const bareIo = await measure('socket-io')
      return [
        figure('/ws of chatterstack to 100 clients', bare, await measure('chatterstack')),
        figure('/ws of envelope to 100 clients', bare, await measure('envelope')),
        figure('Socket.IO of chattrix to 100 clients', bareIo, await measure('chattrix')),
      ]
    } finally {
      await Promise.all([load.end(), relay.end(), ioRelay.end(), server.end()])
      workspace.remove()
    }
  },
}

/** No limit is set for these: they are stored first, checked and shaped for each reader. */
function figure(what: string, baseline: number, measured: number): Figure {
  return {
    what: `server CPU per 1,000 deliveries: ${what}`,
    ...{ baseline: `${round(baseline)} ms`, measured: `${round(measured)} ms` },
    ...{ ratio: `${round(measured / baseline)} x`, limit: '-', ok: true },
  }
}
