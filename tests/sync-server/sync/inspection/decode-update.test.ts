import { describe, expect, it } from 'vitest'
import { decodeUpdate, Malformed } from '../../../../sync-server/sync/inspection/decode-update.ts'
import { rawUpdate, type RawStruct, type RawUpdate } from '../../../support/hostile-updates.ts'

const struct: RawStruct = { root: 'messages', key: 'k', content: { ref: 'any', values: [1] } }

function tried(update: RawUpdate): string {
  try {
    decodeUpdate(rawUpdate(update))
    return 'decoded'
  } catch (error) {
    return error instanceof Malformed ? error.reason.slice(0, 3) : String(error)
  }
}
const structs = (count: number) => Array.from({ length: count }, () => struct)

describe('what an update may look like', () => {
  it('[IN2] a client comes once, with structs, and its id has 32 bits', () => {
    const group = (client: number, count = 1) => ({ client, clock: 0, structs: structs(count) })
    expect(tried({ groups: [group(1), group(2)] })).toBe('decoded')
    expect(tried({ groups: [group(1), group(1)] })).toBe('IN2')
    expect(tried({ groups: [group(1, 0)] })).toBe('IN2')
    expect(tried({ groups: [group(0xffffffff)] })).toBe('decoded')
    expect(tried({ groups: [group(0x100000000)] })).toBe('IN2')
  })

  it('[IN2] delete ranges ascend, do not overlap, and are not empty', () => {
    const ranges = (...given: (readonly [number, number])[]) => tried({ deletes: [{ client: 1, ranges: given }] })
    expect(ranges([0, 2], [2, 1])).toBe('decoded')
    expect(ranges([0, 2], [1, 1])).toBe('IN2')
    expect(ranges([4, 1], [0, 1])).toBe('IN2')
    expect(ranges([0, 0])).toBe('IN2')
  })

  it('[IN4] it has at most 100,000 structs, 50,000 ranges, and values of 10,000 parts', () => {
    expect(tried({ groups: [{ client: 1, clock: 0, structs: structs(100_000) }] })).toBe('decoded')
    expect(tried({ groups: [{ client: 1, clock: 0, structs: structs(100_001) }] })).toBe('IN4')
    const ranges = (count: number) => Array.from({ length: count }, (_, n) => [n * 2, 1] as const)
    expect(tried({ deletes: [{ client: 1, ranges: ranges(50_000) }] })).toBe('decoded')
    expect(tried({ deletes: [{ client: 1, ranges: ranges(50_001) }] })).toBe('IN4')
    const value = (parts: number): RawStruct => ({ ...struct, content: { ref: 'any', values: [Array(parts).fill(0)] } })
    expect(tried({ groups: [{ client: 1, clock: 0, structs: [value(9_999)] }] })).toBe('decoded')
    expect(tried({ groups: [{ client: 1, clock: 0, structs: [value(10_001)] }] })).toBe('IN4')
  })
})
