import { describe, expect, it } from 'vitest'
import { againAfterMs, FIRST_CHUNK_BYTES, nextChunkBytes } from '../../../client/uploads/pace.ts'
import { failureOf } from '../../../client/uploads/transport.ts'

describe('pieces', () => {
  it('[UQ12] grow while the link is quick, up to what proxies take', () => {
    expect(nextChunkBytes(FIRST_CHUNK_BYTES, 1_999)).toBe(2 * FIRST_CHUNK_BYTES)
    expect(nextChunkBytes(FIRST_CHUNK_BYTES, 2_000)).toBe(FIRST_CHUNK_BYTES)
    expect(nextChunkBytes(900_000, 10)).toBe(1_000_000)
  })

  it('[UQ12] shrink where it is slow, and not without end', () => {
    expect(nextChunkBytes(FIRST_CHUNK_BYTES, 20_000)).toBe(FIRST_CHUNK_BYTES)
    expect(nextChunkBytes(FIRST_CHUNK_BYTES, 20_001)).toBe(FIRST_CHUNK_BYTES / 2)
    expect(nextChunkBytes(32_768, Infinity)).toBe(32_768)
  })
})

describe('after trouble', () => {
  it('[UQ13] it is tried again after 1 to 60 seconds, later each time', () => {
    const waits = [0, 1, 2, 6, 50].map((attempt) => againAfterMs(attempt, 0.999_999))
    expect(waits.map((ms) => Math.round(ms / 1000))).toEqual([1, 2, 4, 60, 60])
    expect(againAfterMs(0, 0)).toBe(750)
  })

  it.each([0, 401, 403, 409, 423, 429, 500, 502, 503])('[UQ13] an answer of %s ends nothing', (status) => {
    for (const step of ['begin', 'piece', 'finish'] as const)
      expect(failureOf(status, '<html>', step)).toEqual({ kind: 'again' })
    expect(failureOf(429, '', 'begin', 7)).toEqual({ kind: 'again', afterMs: 7_000 })
  })

  it('[UQ13] a proxy that finds a piece too large says nothing of the file', () => {
    expect(failureOf(413, '<html>', 'piece')).toEqual({ kind: 'again' })
  })

  it('[UQ16] what the server says of the file itself is final', () => {
    const body = JSON.stringify({ code: 'x', message: 'UQ1: why' })
    const codes = [413, 415, 400].map((status) => failureOf(status, body, status === 413 ? 'begin' : 'finish'))
    expect(codes).toEqual(
      ['too_large', 'type', 'invalid'].map((code) => ({ kind: 'refused', refusal: { code, reason: 'UQ1: why' } })),
    )
  })

  it('[UQ9] what the server does not know any more begins anew', () => {
    expect(failureOf(404, '', 'piece')).toEqual({ kind: 'anew' })
  })
})
