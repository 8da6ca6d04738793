/**
 * `npm run bench`: every row against its limit; `npm run bench -- name`: one. Figures are compared with a baseline that is
 * measured in the same run on the same machine. The exit code is 1 when a limit is missed.
 */
import { appStart } from './rows/app-start.ts'
import { assets } from './rows/assets.ts'
import { coldVisit } from './rows/cold-visit.ts'
import { dialectDelivery } from './rows/dialect-delivery.ts'
import { durableWrites } from './rows/durable-writes.ts'
import { exportRow } from './rows/export.ts'
import { fanOut } from './rows/fan-out.ts'
import { firstScript } from './rows/first-script.ts'
import { heap } from './rows/heap.ts'
import { lighthouseRow } from './rows/lighthouse.ts'
import { localSearch } from './rows/local-search.ts'
import { newDevice } from './rows/new-device.ts'
import { openChat } from './rows/open-chat.ts'
import { openDocuments } from './rows/open-documents.ts'
import { openFromDisk } from './rows/open-from-disk.ts'
import { reconnect } from './rows/reconnect.ts'
import { rest } from './rows/rest.ts'
import { scriptedRun } from './rows/scripted-run.ts'
import { scroll } from './rows/scroll.ts'
import { switcher } from './rows/switcher.ts'
import { type } from './rows/type.ts'
import type { Figure, Row } from './support/row.ts'
import { printTable } from './support/table.ts'

const rows: readonly Row[] = [
  fanOut,
  durableWrites,
  openDocuments,
  reconnect,
  newDevice,
  openFromDisk,
  localSearch,
  firstScript,
  assets,
  appStart,
  openChat,
  scroll,
  type,
  switcher,
  heap,
  coldVisit,
  scriptedRun,
  lighthouseRow,
  rest,
  dialectDelivery,
  exportRow,
]

const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !rows.some((row) => row.name === name))
if (unknown.length > 0) {
  console.error(`No row is named ${unknown.join(', ')}; there are ${rows.map((row) => row.name).join(', ')}.`)
  process.exit(2)
}

const figures: Figure[] = []
const failed: string[] = []
for (const row of rows) {
  if (wanted.length > 0 && !wanted.includes(row.name)) continue
  console.error(`measuring ${row.name}`)
  try {
    const measured = await row.run()
    // At once: a row that fails later must not take with it what was measured before.
    printTable(measured)
    figures.push(...measured)
  } catch (error) {
    console.error(`${row.name} failed`, error)
    failed.push(row.name)
  }
}
if (figures.length > 0) printTable(figures)
if (failed.length > 0) console.error(`Not measured: ${failed.join(', ')}.`)
process.exitCode = failed.length === 0 && figures.every((figure) => figure.ok) ? 0 : 1
