/** The stores of a made-up workspace, a clock that a test moves, a disk that answers when it says so, and a box for text. */
import { aRidge } from '../../../client/fixtures/ridge.ts'
import { memoryBox, type ListedBox } from '../../../client/stores/local-box.ts'
import type { Timers } from '../../../client/stores/store.ts'
import { Stores } from '../../../client/stores/stores.ts'
import type { Device } from '../../../client/sync/device.ts'

export function openStores(ridge = aRidge(), box = aBox()) {
  const timers = handTimers()
  const stores = new Stores(ridge.device, box, timers)
  return { ridge, device: ridge.device, stores, timers, box }
}

/** Somebody watches a store. */
export function watch<View>(store: { readonly view: View; subscribe(listener: () => void): () => void }) {
  const seen = { calls: 0, stop: store.subscribe(() => seen.calls++) }
  return seen
}

export function handTimers(): Timers & { advance(ms: number): void } {
  let now = 0
  const waiting = new Set<{ at: number; run: () => void }>()
  return {
    after(ms, run) {
      const timer = { at: now + ms, run }
      waiting.add(timer)
      return () => void waiting.delete(timer)
    },
    advance(ms) {
      now += ms
      for (const timer of [...waiting].sort((a, b) => a.at - b.at)) {
        if (timer.at > now || !waiting.delete(timer)) continue
        timer.run()
      }
    },
  }
}

export function aBox(): ListedBox {
  return memoryBox()
}

/** Writes of the device wait, in their order, until they are answered; `answerAll` goes on until none is left. */
export function slowDisk(device: Device): { answerAll(): Promise<void> } {
  const write = device.write.bind(device)
  const waiting: (() => void)[] = []
  device.write = (intents) => new Promise<void>((answer) => waiting.push(answer)).then(() => write(intents))
  const soon = () => new Promise((resolve) => setImmediate(resolve))
  return {
    async answerAll() {
      await soon()
      while (waiting.length > 0) {
        waiting.shift()?.()
        await soon()
      }
    },
  }
}
