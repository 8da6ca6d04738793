import fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  decodeFrames,
  encodeControl,
  encodeFrame,
  encodeStock,
  joinFrames,
  type Frame,
} from '../../../schema/protocol/frames.ts'

const payload = fc.uint8Array({ maxLength: 60 })
const document = { doc: fc.string({ minLength: 1, maxLength: 40, unit: 'grapheme' }), row: fc.nat(), payload }
const frame: fc.Arbitrary<Frame> = fc.oneof(
  fc.record({ kind: fc.constant('control' as const), json: fc.string({ unit: 'grapheme' }) }),
  fc.record({ kind: fc.constantFrom('step1' as const, 'step2' as const, 'update' as const), ...document }),
  fc.record({ kind: fc.constant('awareness' as const), ...document }),
)

it('[JG3] frames come back as they were sent, one or many in a message', () => {
  fc.assert(
    fc.property(fc.array(frame, { minLength: 1, maxLength: 8 }), (frames) => {
      const decoded = decodeFrames(joinFrames(frames.map(encodeFrame)))
      expect(decoded?.map(({ ...rest }) => ({ ...rest }))).toEqual(frames)
    }),
  )
})

it('[JG3] garbage gives null or frames, and never throws', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
      const decoded = decodeFrames(bytes)
      expect(decoded === null || Array.isArray(decoded)).toBe(true)
    }),
  )
})

it('[JG3] a message cut anywhere inside its last frame is null', () => {
  const whole = encodeFrame({ kind: 'update', doc: 'directory', row: 300, payload: new Uint8Array(20).fill(7) })
  for (let length = 1; length < whole.length; length++) expect(decodeFrames(whole.subarray(0, length))).toBeNull()
  expect(decodeFrames(new Uint8Array())).toEqual([])
})

it('[JG3] 4,096 frames in a message are read, one more is not', () => {
  const one = encodeControl({})
  expect(decodeFrames(joinFrames(Array<Uint8Array>(4_096).fill(one)))?.length).toBe(4_096)
  expect(decodeFrames(joinFrames(Array<Uint8Array>(4_097).fill(one)))).toBeNull()
})

it('a stock message is the same without name and row', () => {
  const bytes = encodeStock('update', new Uint8Array([1, 2]))
  expect([...bytes]).toEqual([0, 2, 2, 1, 2])
})
