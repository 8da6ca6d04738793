import { describe, expect, it } from 'vitest'
import { planUploads, stateOf } from '../../../client/uploads/plan.ts'
import { BIG_BYTES, type WaitingFile } from '../../../client/uploads/waiting-file.ts'
import { aFile, aMessage } from './support.ts'

const ALL = { holdsBig: false }
const keys = (files: readonly WaitingFile[]) => files.map(({ key }) => key)
const made = { file: { id: 'x', name: 'x', type: 'image/jpeg', bytes: 1 }, atMs: 0 }

describe('the order', () => {
  it('[UQ11] is that of the messages, then of the composers', () => {
    const [a, b, c, d] = [aFile(), aFile({ draft: null }), aFile({ draft: null }), aFile()]
    const { order } = planUploads([a, b, c, d], [aMessage(1, [c]), aMessage(2, [b])], ALL)
    expect(keys(order)).toEqual(keys([c, b, a, d]))
  })

  it('[UQ11] follows what a person wants sent first', () => {
    const [a, b] = [aFile({ draft: null }), aFile({ draft: null })]
    const { order } = planUploads([a, b], [aMessage(1, [a]), aMessage(2, [b], { first: 1 })], ALL)
    expect(keys(order)).toEqual(keys([b, a]))
  })

  it('[UQ11] names a file once that two messages wait for', () => {
    const a = aFile({ draft: null })
    expect(planUploads([a], [aMessage(1, [a]), aMessage(2, [a])], ALL).order).toHaveLength(1)
  })
})

describe('what does not go', () => {
  it('[UQ19] paused ones; over 5 MB while large ones are held, unless one is asked for', () => {
    const paused = aFile({ isPaused: true })
    const [just, over, anyway] = [
      aFile({ bytes: BIG_BYTES }),
      aFile({ bytes: BIG_BYTES + 1 }),
      aFile({ bytes: BIG_BYTES + 1, goesAnyway: true }),
    ]
    const files = [paused, just, over, anyway]
    expect(keys(planUploads(files, [], { holdsBig: true }).order)).toEqual(keys([just, anyway]))
    expect(keys(planUploads(files, [], ALL).order)).toEqual(keys([just, over, anyway]))
    expect(stateOf(over, null, { holdsBig: true })).toBe('held')
    expect(stateOf(over, null, ALL)).toBe('waiting')
  })

  it('[UQ16] refused ones in a composer, and those of refused messages', () => {
    const [inComposer, ofMessage] = [aFile({ refusal: { code: 'type', reason: '' } }), aFile({ draft: null })]
    const refused = aMessage(1, [ofMessage], { parked: 'refused', code: 'type' })
    const plan = planUploads([inComposer, ofMessage], [refused], ALL)
    expect([plan.order, plan.unneeded]).toEqual([[], []])
  })
})

describe('what is done with', () => {
  it('[UQ14] a file that is up is told to the message that waits for it', () => {
    const a = aFile({ draft: null, ready: made })
    expect(keys(planUploads([a], [aMessage(1, [a])], ALL).arrived)).toEqual([a.key])
  })

  it('[UQ20] is what no composer holds and no message names', () => {
    const [sent, named, drafted] = [aFile({ draft: null }), aFile({ draft: null, ready: made }), aFile()]
    const { awaits: _all, ...goes } = aMessage(1, [named])
    expect(keys(planUploads([sent, named, drafted], [goes], ALL).unneeded)).toEqual([sent.key])
  })

  it('[UQ20] a message is lost whose files the server let go of, once', () => {
    const lost = (a: WaitingFile, reason: string) =>
      planUploads([a], [aMessage(1, [a], { parked: 'refused', reason, awaits: undefined })], ALL).lost.length
    const a = aFile({ draft: null })
    expect(lost(a, 'MS4: not the writer’s own upload')).toBe(1)
    expect(lost({ ...a, isAgain: true }, 'MS4: not the writer’s own upload')).toBe(0)
    expect(lost(a, 'MS6: may not post here')).toBe(0)
  })
})
