/** The order in which documents are read. Each read ends when the test says so. */
import { expect, it } from 'vitest'
import { ReadQueue } from '../../../client/sync/read-queue.ts'

const soon = () => new Promise((resolve) => setImmediate(resolve))

function reads() {
  const begun: string[] = []
  const ends = new Map<string, () => void>()
  const urgent = new Set<string>()
  const read = (doc: string) => {
    begun.push(doc)
    return new Promise<void>((resolve) => ends.set(doc, resolve))
  }
  const idle: (() => void)[] = []
  const queue = new ReadQueue(
    read,
    (doc) => urgent.has(doc),
    (run) => idle.push(run),
  )
  /** The page has nothing else to do, until nobody asks any more. */
  const whenIdle = () => {
    for (let run = idle.shift(); run; run = idle.shift()) run()
  }
  const end = async (doc: string) => {
    ends.get(doc)?.()
    await soon()
  }
  return { queue, begun, end, urgent, whenIdle }
}

it('[DS12] reads six at a time, in the order they were asked for, when there is time', async () => {
  const { queue, begun, end, whenIdle } = reads()
  for (let n = 1; n <= 9; n++) queue.add(`d${n}`)
  expect(begun).toEqual([])
  whenIdle()
  expect(begun).toEqual(['d1', 'd2', 'd3', 'd4', 'd5', 'd6'])
  await end('d3')
  whenIdle()
  expect(begun.slice(6)).toEqual(['d7'])
})

it('[DS12] what is looked at goes before all that waits, also when that is known later; nothing else begins meanwhile', async () => {
  const { queue, begun, end, urgent, whenIdle } = reads()
  for (let n = 1; n <= 9; n++) queue.add(`d${n}`)
  whenIdle()
  urgent.add('d9')
  await end('d1')
  await end('d2')
  whenIdle()
  expect(begun.slice(6)).toEqual(['d9'])
  await end('d9')
  whenIdle()
  expect(begun.slice(7)).toEqual(['d7', 'd8'])
})

it('[DS12] what was read apart is not read again, and what was asked for while it paused is read after', async () => {
  const { queue, begun, end, whenIdle } = reads()
  for (let n = 1; n <= 8; n++) queue.add(`d${n}`)
  whenIdle()
  queue.remove('d7')
  queue.pause()
  await end('d1')
  queue.add('d9')
  whenIdle()
  expect(begun).toHaveLength(6)
  queue.resume()
  whenIdle()
  expect(begun.slice(6)).toEqual(['d8'])
})

it('[DS12] what is looked at waits for no time', () => {
  const { queue, begun, urgent } = reads()
  urgent.add('d1')
  queue.add('d1')
  expect(begun).toEqual(['d1'])
})
