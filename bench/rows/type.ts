/**
 * Row: types in the open chat of 100,000 messages, alone and while ten messages a second arrive in it, and sends. From key to
 * paint is what the browser tells by Event Timing, which counts in steps of 8 ms and is silent under 16; a message is on the
 * screen only once it is on the disk (docs/behaviour.md, OB1), so its paint is both.
 */
import { newUlid } from '../support/fill.ts'
import { limitFigure } from '../support/limit-figure.ts'
import { LoadClient } from '../support/load-client.ts'
import { MessageCounter } from '../support/message-counter.ts'
import { chatShown, type ProbedPage } from '../support/probed-page.ts'
import type { Row } from '../support/row.ts'
import { median, percentile, round as digits } from '../support/stats.ts'
import { syncedReader, type SyncedReader } from '../support/synced-reader.ts'
import { ROUNDS, SPEEDS, type Speed } from '../support/web-sizes.ts'

const TEXT = 'the quick brown fox jumps over a lazy dog while it is being written'
const KEY_EVERY_MS = 80
const ARRIVES_EVERY_MS = 100
const SENT = 3
const WRITER_ID = 2

type Times = Record<Speed, number[]>

export const type: Row = {
  name: 'type',
  async run() {
    const reader = await syncedReader()
    const [idle, idleOwn, busy, busyOwn, enter] = Array.from({ length: 5 }, (): Times => ({ 4: [], 1: [] })) as [
      Times,
      Times,
      Times,
      Times,
      Times,
    ]
    await reader.withServer(() =>
      reader.visit(async (probed) => {
        const { page, slowDown } = probed
        await page.goto(`${reader.url}/#/c/${reader.big}`)
        await chatShown(page, reader.big)
        await page.locator('cairn-composer textarea').focus()
        for (let round = 0; round < ROUNDS; round++) {
          for (const speed of SPEEDS) {
            await slowDown(speed)
            await page.evaluate(() => cairnProbe.idle())
            const alone = await keys(probed)
            const among = await whileArriving(reader, () => keys(probed))
            await page.evaluate(() => cairnProbe.idle())
            idle[speed].push(percentile(alone.told, 0.98))
            busy[speed].push(percentile(among.told, 0.98))
            idleOwn[speed].push(percentile(alone.own, 0.98))
            busyOwn[speed].push(percentile(among.own, 0.98))
            enter[speed].push(await sends(probed))
          }
        }
      }),
    )
    const exact = (own: Times) => `to the end of the frame ${digits(median(own[4]))} (${digits(median(own[1]))}) ms`
    const unit = 'ms'
    return [
      limitFigure({
        ...{ what: 'key to paint, p98, idle', measured: idle, limits: { 4: 16, 1: 16 }, unit },
        note: exact(idleOwn),
      }),
      limitFigure({
        ...{ what: 'key to paint, p98, 10 messages a second', measured: busy, limits: { 4: 130, 1: 50 }, unit },
        note: exact(busyOwn),
      }),
      limitFigure({
        ...{ what: 'Enter to own message painted and stored', measured: enter, limits: { 4: 100, 1: 40 }, unit },
        note: `medians of ${SENT}`,
      }),
    ]
  },
}

/** Writes a text and takes it away. What the browser does not tell took less than 16 ms, and counts as 16. */
async function keys({ page }: ProbedPage): Promise<{ told: number[]; own: number[] }> {
  await page.evaluate(() => cairnProbe.startKeys())
  await page.keyboard.type(TEXT, { delay: KEY_EVERY_MS })
  const { told, own } = await page.evaluate(async () => {
    await cairnProbe.painted()
    return cairnProbe.stopKeys()
  })
  await page.locator('cairn-composer textarea').fill('')
  const untold = Array.from({ length: Math.max(0, TEXT.length - told.length) }, () => 16)
  return { told: [...told, ...untold], own }
}

/** @returns median ms from Enter to the end of the frame that shows the message */
async function sends({ page }: ProbedPage): Promise<number> {
  const took: number[] = []
  for (let n = 0; n < SENT; n++) {
    const text = `Sent ${newUlid()}`
    await page.keyboard.type(text)
    await page.evaluate(() => cairnProbe.idle())
    // Before the key: what is asked of the page and what is pressed come to it by different ways.
    await page.evaluate(() => cairnProbe.startSending())
    await page.keyboard.press('Enter')
    took.push(await page.evaluate((wanted) => cairnProbe.sent(wanted), text))
  }
  return median(took)
}

async function whileArriving<T>({ url, writerCookie, big }: SyncedReader, work: () => Promise<T>): Promise<T> {
  const target = { kind: 'cairn', url: url.replace(/^http/, 'ws'), channel: big } as const
  const events = { sent: () => {}, delivered: () => {}, settled: () => {} }
  const writer = new LoadClient(target, WRITER_ID, writerCookie, new MessageCounter(), events)
  await writer.connect()
  const arriving = setInterval(() => writer.write(), ARRIVES_EVERY_MS)
  try {
    return await work()
  } finally {
    clearInterval(arriving)
    writer.close()
  }
}
