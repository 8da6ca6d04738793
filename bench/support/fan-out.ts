/** 100 devices in one channel of the real server, and the same 100 at a bare relay: what three rows measure. */
import { cpuMs } from './proc.ts'
import { startHelper, type Helper } from './processes.ts'
import { startServer, type ServerProcess } from './server-process.ts'
import type { LoadRequest, LoadResult } from './load-process.ts'
import { makeWorkspace, type Workspace } from './workspace.ts'

export type Side = 'bare' | 'cairn'

export interface Measured extends LoadResult {
  readonly cpuMsPerThousand: number
  /** Share of one core that the server used: at 100 % it is what limits. */
  readonly serverBusy: number
}

export interface FanOut {
  readonly workspace: Workspace
  measure(side: Side, request: { t: 'steady'; perSecond: number; ms: number } | Saturate): Promise<Measured>
  end(): Promise<void>
}
type Saturate = { t: 'saturate'; writers: number; ms: number }

const CLIENTS = 100
export const CHANNEL = 'general'

export async function startFanOut(clients = CLIENTS): Promise<FanOut> {
  const workspace = await makeWorkspace(clients)
  const server: ServerProcess = await startServer(workspace.folder)
  const relay: Helper = await startHelper('relay-process.ts')
  const load: Helper = await startHelper('load-process.ts')
  const pids = { cairn: server.pid, bare: relay.pid }
  const urls = { cairn: server.url, bare: await relay.ask<string>({}) }
  for (const kind of ['bare', 'cairn'] as const) {
    await load.ask({
      ...{ t: 'connect', target: { kind, url: urls[kind], channel: CHANNEL }, cookies: workspace.cookies },
    } satisfies LoadRequest)
  }
  return {
    workspace,
    async measure(side, request) {
      const before = cpuMs(pids[side])
      const result = await load.ask<LoadResult>({ ...request, kind: side } satisfies LoadRequest)
      const cpu = cpuMs(pids[side]) - before
      return { ...result, cpuMsPerThousand: (cpu * 1_000) / result.deliveries, serverBusy: cpu / result.ms }
    },
    async end() {
      await load.end()
      await relay.end()
      await server.end()
      workspace.remove()
    },
  }
}
