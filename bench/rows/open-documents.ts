/** Row: memory of an open document with two connections: our own client's, and stock clients' with a socket each. */
import { volumeDocument } from '../../schema/documents.ts'
import { encodeStock } from '../../schema/protocol/frames.ts'
import { Device } from '../support/device.ts'
import { fillGroup, fillMessages } from '../support/fill.ts'
import { rssBytes } from '../support/proc.ts'
import { openSocket, type RawSocket } from '../support/raw-socket.ts'
import type { Figure, Row } from '../support/row.ts'
import { startServer } from '../support/server-process.ts'
import { round } from '../support/stats.ts'
import { makeWorkspace, type Workspace } from '../support/workspace.ts'

const DOCUMENTS = 500
const MESSAGES = 20
/** A user may have 256 sockets. */
const USERS = 4
const LIMIT_KB = 100
/** Read other channels before it counts: room for garbage and compiled code is what a running server has already. */
const WARM_USER = USERS + 1
const WARM_GROUPS = 100
const WARM_DEVICES = 10
/** A state vector that names nobody. */
const EMPTY_VECTOR = Uint8Array.of(0)

export const openDocuments: Row = {
  name: 'open-documents',
  async run() {
    const people = Array.from({ length: USERS }, (_, n) => n + 1)
    const volumes: string[] = []
    const workspace = await makeWorkspace(WARM_USER, (core) => {
      for (let n = 0; n < WARM_GROUPS; n++) {
        fillMessages(core, fillGroup(core, `warm ${n}`, [WARM_USER]), [WARM_USER], MESSAGES)
      }
      for (let n = 0; n < DOCUMENTS; n++) {
        const id = fillGroup(core, `group ${n}`, people)
        fillMessages(core, id, people, MESSAGES)
        volumes.push(volumeDocument(id, 0))
      }
    })
    try {
      return [
        figure('our client', await grown(workspace, (url) => ourClients(url, workspace))),
        figure('stock clients', await grown(workspace, (url) => stockClients(url, workspace, volumes))),
      ]
    } finally {
      workspace.remove()
    }
  },
}

type Connected = readonly { close(): void }[]

/** @returns bytes a document, garbage collected before and after */
async function grown(workspace: Workspace, connect: (url: string) => Promise<Connected>): Promise<number> {
  const server = await startServer(workspace.folder)
  for (let n = 0; n < WARM_DEVICES; n++) {
    const device = new Device(server.url, workspace.cookies[WARM_USER - 1] as string)
    await device.catchUp()
    device.close()
  }
  await server.collect()
  const before = rssBytes(server.pid)
  const connected = await connect(server.url)
  await server.collect()
  const bytes = (rssBytes(server.pid) - before) / DOCUMENTS
  for (const socket of connected) socket.close()
  await server.end()
  return bytes
}

/** Two devices that hold every channel: the roots are open beside the volumes. */
async function ourClients(url: string, workspace: Workspace): Promise<Connected> {
  const devices = [0, 1].map((user) => new Device(url, workspace.cookies[user] as string))
  for (const device of devices) await device.catchUp()
  return devices
}

async function stockClients(url: string, workspace: Workspace, volumes: readonly string[]): Promise<Connected> {
  const sockets: RawSocket[] = []
  for (const [index, doc] of [...volumes, ...volumes].entries()) {
    const headers = { Cookie: workspace.cookies[index % USERS] as string, Origin: url.replace('ws:', 'http:') }
    const socket = await openSocket(`${url}/sync/${doc}`, headers, () => {})
    socket.send(encodeStock('step1', EMPTY_VECTOR))
    sockets.push(socket)
  }
  return sockets
}

function figure(who: string, bytes: number): Figure {
  const kB = bytes / 1_024
  return {
    what: `memory per open document, two connections, ${who}`,
    baseline: '-',
    measured: `${round(kB, 1)} kB`,
    ratio: `${round(kB, 1)} kB`,
    limit: `<= ${LIMIT_KB} kB`,
    ok: kB <= LIMIT_KB,
  }
}
