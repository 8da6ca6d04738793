/** Row: an export of 100,000 messages over HTTP, in MB/s, against reading the same rows from SQLite and no more; a report. */
import { get } from 'node:http'
import { join } from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import type { ChannelId } from '../../schema/ids.ts'
import { DATABASE_FILE } from '../../sync-server/storage/database.ts'
import { fillGroup, fillMessages } from '../support/fill.ts'
import type { Figure, Row } from '../support/row.ts'
import { startServer } from '../support/server-process.ts'
import { median, round } from '../support/stats.ts'
import { makeWorkspace } from '../support/workspace.ts'

const ROUNDS = 3
const MESSAGES = 100_000
const FORMATS = ['ndjson', 'json', 'csv', 'html'] as const
/** What is asked of it on this machine; the rest is told. */
const MOST_SECONDS = 30

interface Read {
  readonly bytes: number
  readonly seconds: number
}

export const exportRow: Row = {
  name: 'export',
  async run() {
    let channelId = '' as ChannelId
    const workspace = await makeWorkspace(2, (core) => {
      channelId = fillGroup(core, 'the long one', [1, 2])
      fillMessages(core, channelId, [1, 2], MESSAGES)
    })
    const server = await startServer(workspace.folder)
    try {
      const url = `${server.url.replace(/^ws/, 'http')}/export/channels/${channelId}?format=`
      const cookie = workspace.cookies[0] as string
      const rows = (await rounds(() => Promise.resolve(readRows(workspace.folder, channelId)))).map(rate)
      const figures: Figure[] = []
      for (const format of FORMATS) {
        const reads = await rounds(() => download(url + format, cookie))
        figures.push(figureOf(format, median(rows), reads))
      }
      return figures
    } finally {
      await server.end()
      workspace.remove()
    }
  },
}

function figureOf(format: string, rowsPerSecond: number, reads: readonly Read[]): Figure {
  const seconds = median(reads.map((read) => read.seconds))
  const share = median(reads.map(rate)) / rowsPerSecond
  const megabytes = (reads[0]?.bytes ?? 0) / 1_000_000 / seconds
  return {
    what: `export of 100,000 messages as ${format}`,
    baseline: `${round(rowsPerSecond / 1_000, 0)} k rows/s bare`,
    measured: `${round(megabytes, 1)} MB/s, ${round(seconds, 1)} s`,
    ratio: `${round(share, 2)} x rows`,
    limit: `< ${MOST_SECONDS} s`,
    ok: seconds < MOST_SECONDS,
    note: 'report only, but for the time',
  }
}

async function rounds(read: () => Promise<Read>): Promise<Read[]> {
  const all: Read[] = []
  for (let n = 0; n < ROUNDS; n++) all.push(await read())
  return all
}

/** Messages a second. */
function rate({ seconds }: Read): number {
  return MESSAGES / seconds
}

function readRows(folder: string, channelId: ChannelId): Read {
  const db = new SqliteDatabase(join(folder, DATABASE_FILE), { readonly: true })
  const began = performance.now()
  let bytes = 0
  for (const row of db.prepare('SELECT * FROM messages WHERE channel = ? ORDER BY seq').iterate(channelId)) {
    bytes += ((row as { text: string | null }).text ?? '').length
  }
  const seconds = (performance.now() - began) / 1_000
  db.close()
  return { bytes, seconds }
}

function download(url: string, cookie: string): Promise<Read> {
  const began = performance.now()
  return new Promise((resolve, reject) => {
    get(url, { headers: { cookie, 'accept-encoding': 'identity' } }, (answer) => {
      if (answer.statusCode !== 200) return reject(new Error(`the export answered ${answer.statusCode}`))
      let bytes = 0
      answer.on('data', (chunk: Buffer) => void (bytes += chunk.length))
      answer.on('error', reject)
      answer.on('end', () => resolve({ bytes, seconds: (performance.now() - began) / 1_000 }))
    }).on('error', reject)
  })
}
