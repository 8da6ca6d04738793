/**
 * Digest of a document: the order-independent 64-bit sum over canonical [root, key, value] of its live registers.
 * It sees what state vectors cannot: a lost tail, a differing value. A checksum against faults, not against forgers.
 */
import type * as Y from 'yjs'
import { canonicalJson } from './json.ts'

/** Two 32-bit lanes, since bigint sums cost ten times as much. */
export interface Digest {
  low: number
  high: number
}

/** Adds (`sign` 1) or takes away (`sign` -1) one register; changes `digest`. */
export function addRegister(digest: Digest, sign: 1 | -1, root: string, key: string, value: unknown): void {
  const text = `${root}\n${key}\n${canonicalJson(value)}`
  let a = 0x9e3779b9 | 0
  let b = 0x85ebca6b | 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    a = Math.imul(a ^ code, 0x5bd1e995)
    b = Math.imul(b ^ code, 0x1b873593)
    a ^= a >>> 15
    b = (b << 13) | (b >>> 19)
  }
  a = Math.imul(a ^ (b >>> 16), 0xc2b2ae35)
  b = Math.imul(b ^ (a >>> 13), 0x27d4eb2f)
  digest.low = (digest.low + sign * (a ^ (a >>> 16))) | 0
  digest.high = (digest.high + sign * (b ^ (b >>> 15))) | 0
}

/** 16 hexadecimal digits. */
export function digestText(digest: Digest): string {
  const hex = (lane: number) => (lane >>> 0).toString(16).padStart(8, '0')
  return hex(digest.high) + hex(digest.low)
}

/** The digest of all live registers, from nothing. */
export function digestOf(doc: Y.Doc, roots: readonly string[]): Digest {
  const digest: Digest = { low: 0, high: 0 }
  for (const root of roots) {
    const map = doc.getMap(root)
    for (const [key, value] of map.entries()) addRegister(digest, 1, root, key, value)
  }
  return digest
}
