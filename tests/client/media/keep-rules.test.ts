import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { KeptPart, MediaPart } from '../../../client/persistence/media-disk.ts'
import {
  DEFAULT_SETTINGS,
  hasRoom,
  isWanted,
  MIN_LIMIT_BYTES,
  overLimit,
  readSettings,
  SMALL_BYTES,
} from '../../../client/stores/keep-rules.ts'

const kept = (file: string, part: MediaPart, bytes: number, seenAt: number): KeptPart => ({
  ...{ key: `${file}/${part}`, file, part, chat: 'general', message: 'm', bytes, seenAt },
})

describe('what this device keeps', () => {
  it('[MV8] is small pictures always, and files by the rule that was chosen', () => {
    const whole = (bytes: number) =>
      (['thumbnails', 'small', 'all'] as const).map((keep) => isWanted('whole', bytes, keep, false))
    expect(whole(SMALL_BYTES)).toEqual([false, true, true])
    expect(whole(SMALL_BYTES + 1)).toEqual([false, false, true])
    expect(isWanted('thumb', 9e9, 'thumbnails', true)).toBe(true)
  })

  it('[MV8] is small pictures only under data saving', () => {
    expect(isWanted('whole', 1, 'all', true)).toBe(false)
  })

  it('[MV10] grows up to 80 % of what the browser gives', () => {
    expect(hasRoom(10, { usage: 789, quota: 1_000 })).toBe(true)
    expect(hasRoom(10, { usage: 790, quota: 1_000 })).toBe(false)
    expect(hasRoom(10, {})).toBe(true)
  })

  it('[MV9] goes over the limit least recently seen first, whole files before small pictures', () => {
    const all = [
      kept('a', 'thumb', 10, 1),
      kept('b', 'whole', 50, 3),
      kept('c', 'whole', 50, 2),
      kept('d', 'thumb', 10, 4),
    ]
    expect(overLimit(all, 120)).toEqual([])
    expect(overLimit(all, 119).map(({ file }) => file)).toEqual(['c'])
    expect(overLimit(all, 15).map(({ file }) => file)).toEqual(['c', 'b', 'a'])
  })

  it('[MV9] is within the limit afterwards, and no more went than had to', () => {
    const part = fc.record({
      file: fc.uuid(),
      part: fc.constantFrom<MediaPart>('thumb', 'whole'),
      bytes: fc.integer({ min: 1, max: 1_000 }),
      seenAt: fc.integer({ min: 0, max: 50 }),
    })
    fc.assert(
      fc.property(fc.array(part, { maxLength: 30 }), fc.integer({ min: 0, max: 5_000 }), (parts, limit) => {
        const all = parts.map((one) => kept(one.file, one.part, one.bytes, one.seenAt))
        const gone = overLimit(all, limit)
        const left = all.reduce((sum, { bytes }) => sum + bytes, 0) - gone.reduce((sum, { bytes }) => sum + bytes, 0)
        expect(left).toBeLessThanOrEqual(limit)
        if (gone.length > 0) expect(left + gone.at(-1)!.bytes).toBeGreaterThan(limit)
      }),
    )
  })

  it('[MV11] is read as it was written down, whatever stands there', () => {
    expect(readSettings('{"keep":"all","limitBytes":20000000}')).toEqual({ keep: 'all', limitBytes: 20_000_000 })
    for (const odd of [
      null,
      '',
      '[]',
      'null',
      '{"keep":"most","limitBytes":-1}',
      `{"limitBytes":${MIN_LIMIT_BYTES - 1}}`,
    ])
      expect(readSettings(odd)).toEqual(DEFAULT_SETTINGS)
  })
})
