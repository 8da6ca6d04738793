/**
 * Row: opens the chat of 100,000 messages, and one of 1,000, from a small one that is open, without a server; then goes to
 * messages and dates all over it. Times from the change of the address to the end of the frame that shows what was wanted.
 */
import { writtenAt } from '../../schema/ids.ts'
import { COMMIT_UPDATES } from '../support/fill.ts'
import { limitFigure, plainFigure } from '../support/limit-figure.ts'
import type { ProbedPage } from '../support/probed-page.ts'
import { chatShown } from '../support/probed-page.ts'
import type { Row } from '../support/row.ts'
import { median } from '../support/stats.ts'
import { syncedReader, type SyncedReader } from '../support/synced-reader.ts'
import { FEW_MESSAGES, MESSAGES, ROUNDS, SPEEDS, type Speed } from '../support/web-sizes.ts'

type Times = Record<Speed, number[]>
/** Where in the chat a jump goes to, as a share of its messages; far from each other, so that each is in another volume. */
const JUMPS = [0.1, 0.8, 0.3, 0.95, 0.5]

export const openChat: Row = {
  name: 'open-chat',
  async run() {
    const reader = await syncedReader()
    const [big, few, jump, day]: [Times, Times, Times, Times] = [times(), times(), times(), times()]
    await reader.visit(async (probed) => {
      for (let round = 0; round < ROUNDS; round++) {
        for (const speed of SPEEDS) {
          few[speed].push(await open(probed, reader, reader.few, speed))
          big[speed].push(await open(probed, reader, reader.big, speed))
          jump[speed].push(await jumps(probed, reader))
          day[speed].push(await days(probed, reader))
        }
      }
    })
    return [
      limitFigure({ what: 'open the 100k chat', measured: big, limits: { 4: 150, 1: 50 }, unit: 'ms' }),
      plainFigure(
        'open the 100k chat, against a 1k chat, at 4x',
        median(big[4]) / median(few[4]),
        1.5,
        'x',
        `${MESSAGES} against ${FEW_MESSAGES} messages, which took ${median(few[4]).toFixed(0)} ms`,
        2,
      ),
      limitFigure({
        what: 'jump to any local message',
        measured: jump,
        limits: { 4: 120, 1: 40 },
        unit: 'ms',
        note: `medians of ${JUMPS.length} jumps`,
      }),
      limitFigure({
        what: 'jump to any local date',
        measured: day,
        limits: { 4: 120, 1: 40 },
        unit: 'ms',
        note: `medians of ${JUMPS.length} days`,
      }),
    ]
  },
}

/** On a page that has just begun, so that nothing of the chat is in memory. */
async function open({ page, slowDown }: ProbedPage, reader: SyncedReader, chat: string, speed: Speed): Promise<number> {
  const before = reader.small[0] as string
  await slowDown(1)
  await page.goto('about:blank')
  await page.goto(`${reader.url}/#/c/${before}`)
  await chatShown(page, before)
  await page.evaluate(() => cairnProbe.idle())
  await slowDown(speed)
  return page.evaluate((id) => cairnProbe.go(`#/c/${id}`, () => cairnProbe.isChatShown(id)), chat)
}

async function jumps({ page }: ProbedPage, { big, bigMessages }: SyncedReader): Promise<number> {
  const places = JUMPS.map((share) => Math.floor(bigMessages.length * share))
  return medianOfJumps(page, places, (n) =>
    page.evaluate(
      ([hash, id]) => cairnProbe.go(hash as string, () => cairnProbe.isInView(id as string)),
      [`#/c/${big}/m/${bigMessages[n]}`, bigMessages[n] as string],
    ),
  )
}

/** To the first message that came at a moment: the picker gives the start of a day, which few messages would tell apart. */
async function days({ page }: ProbedPage, { bigMessages }: SyncedReader): Promise<number> {
  // Not where a jump to a message went before. Those of one commit came together, when the last of them was written.
  const elsewhere = JUMPS.map((share) => Math.floor((bigMessages.length * (share - 0.05)) / COMMIT_UPDATES))
  const firsts = elsewhere.map((commit) => commit * COMMIT_UPDATES)
  return medianOfJumps(page, firsts, (n) =>
    page.evaluate(
      ([day, id]) => cairnProbe.goToDay(day as number, () => cairnProbe.isInView(id as string)),
      [writtenAt(bigMessages[n + COMMIT_UPDATES - 1] as string), bigMessages[n] as string],
    ),
  )
}

/** @param jump  to the n-th message, from a page at rest. @returns milliseconds */
async function medianOfJumps(
  page: ProbedPage['page'],
  places: readonly number[],
  jump: (n: number) => Promise<number>,
): Promise<number> {
  const took: number[] = []
  for (const n of places) {
    await page.evaluate(() => cairnProbe.idle())
    took.push(await jump(n))
  }
  return median(took)
}

function times(): Times {
  return { 4: [], 1: [] }
}
