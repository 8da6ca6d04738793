/** Long answers, written piece by piece: others have their turn between two pieces, and nothing is held whole. */
import { Readable } from 'node:stream'
import { setImmediate } from 'node:timers/promises'

/** @param pieces  read one by one; each value becomes JSON */
export function jsonArray(pieces: Iterable<readonly unknown[]>): Readable {
  return written('[', ']', pieces, (value) => JSON.stringify(value))
}

export function jsonObject(pieces: Iterable<readonly (readonly [key: string, value: unknown])[]>): Readable {
  return written('{', '}', pieces, ([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`)
}

function written<T>(
  open: string,
  close: string,
  pieces: Iterable<readonly T[]>,
  write: (value: T) => string,
): Readable {
  async function* texts() {
    let before = open
    for (const piece of pieces) {
      if (piece.length === 0) continue
      yield before + piece.map(write).join(',')
      before = ','
      await setImmediate()
    }
    yield before === open ? open + close : close
  }
  return Readable.from(texts(), { objectMode: false })
}
