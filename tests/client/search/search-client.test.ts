/** Which tab answers what is searched for (docs/behaviour.md, SR19, SR20): tabs of one browser, each with a worker that the test moves. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { SearchClient } from '../../../client/search/search-client.ts'
import type { FromWorker, ToWorker } from '../../../client/search/search-worker.ts'

/** A worker's script is read when it is needed. */
const patient = { timeout: 20_000 }
const WHICH = { channels: ['general'], nums: [7, 8] }

class HandWorker {
  static made: HandWorker[] = []
  readonly told: ToWorker[] = []
  isEnded = false
  #listener: (event: { data: FromWorker }) => void = () => undefined
  #onError: () => void = () => undefined

  constructor() {
    HandWorker.made.push(this)
  }

  addEventListener(type: string, listener: (event: { data: FromWorker }) => void): void {
    if (type === 'message') this.#listener = listener
    if (type === 'error') this.#onError = listener as () => void
  }

  postMessage(message: ToWorker): void {
    this.told.push(message)
  }

  terminate(): void {
    this.isEnded = true
  }

  /** Its script did not load, or an error in it was caught by nobody. */
  break(): void {
    this.#onError()
  }

  /** What it was asked so far; the same twice, where its tab became the sender meanwhile. */
  get asked(): readonly Extract<ToWorker, { t: 'ask' }>[] {
    return this.told.filter((message) => message.t === 'ask')
  }

  answer(answer: unknown): void {
    for (const { n } of this.asked) this.#listener({ data: { t: 'answer', n, answer } })
  }
}

const tabs: { stop(): Promise<void> }[] = []

function aTab() {
  let isSender = false
  const listeners = new Set<() => void>()
  const replicas = { records: new Map(), loaded: () => undefined }
  const device = {
    userId: 1,
    newId: () => `tab ${tabs.length}`,
    status: () => ({ isSender }),
    onStatus: (listener: () => void) => void listeners.add(listener),
    stop: () => Promise.resolve(),
    core: { replicas, onReplicas: new Set(), access: { reads: () => true }, userId: 1 },
  }
  const client = new SearchClient(device as never)
  const tab = {
    client,
    stop: () => device.stop(),
    /** It holds the connection from now on. */
    becomeSender(): void {
      isSender = true
      for (const listener of listeners) listener()
    },
  }
  tabs.push(tab)
  return tab
}

/** The one of the tab that became the sender as the nth. */
async function workerOf(n: number): Promise<HandWorker> {
  await expect.poll(() => HandWorker.made.length, patient).toBe(n)
  return HandWorker.made[n - 1]!
}

beforeEach(() => {
  HandWorker.made = []
  vi.stubGlobal('Worker', HandWorker)
})
afterEach(async () => {
  for (const tab of tabs.splice(0)) await tab.stop()
  vi.unstubAllGlobals()
})

it('[SR19] a tab without the connection is answered by the one that has it', async () => {
  const [owner, other] = [aTab(), aTab()]
  owner.becomeSender()
  const worker = await workerOf(1)
  const answered = other.client.ask('known', WHICH)
  await expect.poll(() => worker.asked[0]?.question.ask).toEqual(WHICH)
  worker.answer([8])
  expect(await answered).toEqual([8])
})

it('[SR20] what the tab that went was asked by another one, that one answers when it is next', async () => {
  const [owner, other] = [aTab(), aTab()]
  owner.becomeSender()
  const worker = await workerOf(1)
  const answered = other.client.ask('known', WHICH)
  await expect.poll(() => worker.asked.length).toBeGreaterThan(0)
  await owner.stop()
  other.becomeSender()
  const next = await workerOf(2)
  await expect.poll(() => next.asked[0]?.question.ask).toEqual(WHICH)
  next.answer([7])
  expect(await answered).toEqual([7])
})

it('[SR20] the next one hears of what a third tab had asked', async () => {
  const [owner, next, third] = [aTab(), aTab(), aTab()]
  owner.becomeSender()
  const worker = await workerOf(1)
  const answered = third.client.ask('known', WHICH)
  await expect.poll(() => worker.asked.length).toBeGreaterThan(0)
  await owner.stop()
  next.becomeSender()
  const taken = await workerOf(2)
  await expect.poll(() => taken.asked.length).toBeGreaterThan(0)
  taken.answer([])
  expect(await answered).toEqual([])
})

it('[SR29] a worker that broke is answered for at once, and another one answers what is asked next', async () => {
  const [owner, other] = [aTab(), aTab()]
  owner.becomeSender()
  const first = await workerOf(1)
  const lost = Promise.allSettled([owner.client.ask('known', WHICH), other.client.ask('known', WHICH)])
  await expect.poll(() => first.asked.length).toBe(2)
  first.break()
  expect((await lost).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  expect([first.isEnded, HandWorker.made.length]).toEqual([true, 1])
  const answered = other.client.ask('known', WHICH)
  const next = await workerOf(2)
  await expect.poll(() => next.asked.length).toBeGreaterThan(0)
  expect(next.told[0]?.t).toBe('open')
  next.answer([7])
  expect(await answered).toEqual([7])
  expect(HandWorker.made.length).toBe(2)
})

it('[OS24] a tab that is left before its worker came opens none', async () => {
  const only = aTab()
  only.becomeSender()
  await only.stop()
  // What it waited for has come.
  await import('../../../client/search/search-worker.ts')
  await new Promise((resolve) => setImmediate(resolve))
  expect(HandWorker.made).toEqual([])
})

it('[SR20] what is asked while nobody has the index waits for it', async () => {
  const only = aTab()
  const answered = only.client.ask('known', WHICH)
  only.becomeSender()
  const worker = await workerOf(1)
  await expect.poll(() => worker.asked.length).toBeGreaterThan(0)
  worker.answer([7])
  expect(await answered).toEqual([7])
})
