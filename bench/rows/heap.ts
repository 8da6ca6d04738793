/** Row: the JavaScript heap after 20 and after 120 switches between chats, without a server; garbage is collected before each look. */
import { plainFigure } from '../support/limit-figure.ts'
import type { ProbedPage } from '../support/probed-page.ts'
import type { Row } from '../support/row.ts'
import { median } from '../support/stats.ts'
import { syncedReader, type SyncedReader } from '../support/synced-reader.ts'
import { ROUNDS } from '../support/web-sizes.ts'

const FIRST_SWITCHES = 20
const MORE_SWITCHES = 100
const MB = 1_000_000

export const heap: Row = {
  name: 'heap',
  async run() {
    const reader = await syncedReader()
    const [after, growth]: [number[], number[]] = [[], []]
    for (let round = 0; round < ROUNDS; round++) {
      await reader.visit(async (probed) => {
        await probed.page.goto(`${reader.url}/#/c/${reader.big}`)
        await switches(probed, reader, 0, FIRST_SWITCHES)
        const first = await probed.heap()
        await switches(probed, reader, FIRST_SWITCHES, MORE_SWITCHES)
        after.push(first / MB)
        growth.push(((await probed.heap()) - first) / MB)
      })
    }
    const shown = (values: readonly number[]) => values.map((value) => value.toFixed(1)).join(', ')
    return [
      plainFigure(`heap after ${FIRST_SWITCHES} chat switches`, median(after), 60, 'MB', shown(after), 1),
      plainFigure(`heap growth by ${MORE_SWITCHES} more`, median(growth), 5, 'MB', shown(growth), 1),
    ]
  },
}

/** The large ones and all small ones in turn, each until its messages stand there. */
async function switches({ page }: ProbedPage, { big, few, small }: SyncedReader, from: number, count: number) {
  const chats = [big, few, ...small]
  const next = Array.from({ length: count }, (_, n) => chats[(from + n) % chats.length] as string)
  await page.evaluate(async (ids) => {
    for (const id of ids) await cairnProbe.go(`#/c/${id}`, () => cairnProbe.isChatShown(id))
    await cairnProbe.idle()
  }, next)
}
