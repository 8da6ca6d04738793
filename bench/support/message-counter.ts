/** Which messages a sync frame brings. Frames with equal bytes are read once: one load generator stands for 100 devices. */
import * as Y from 'yjs'

const REMEMBERED = 4

export class MessageCounter {
  private readonly recent: { payload: Uint8Array; ids: readonly string[] }[] = []

  idsIn(payload: Uint8Array): readonly string[] {
    const known = this.recent.find((entry) => Buffer.compare(entry.payload, payload) === 0)
    if (known) return known.ids
    const ids: string[] = []
    for (const struct of Y.decodeUpdate(payload).structs) {
      if (struct instanceof Y.Item && (struct.parent as unknown) === 'messages' && struct.parentSub !== null)
        ids.push(struct.parentSub)
    }
    this.recent.unshift({ payload: payload.slice(), ids })
    this.recent.length = Math.min(this.recent.length, REMEMBERED)
    return ids
  }
}
