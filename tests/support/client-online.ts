/** A device of Ada's that is in touch with the server: where most tests of client/sync begin. */
import type { ChannelId } from '../../schema/ids.ts'
import type { Json } from '../../schema/json.ts'
import type { Upstream } from '../../schema/protocol/upstream.ts'
import { Bench, BO, GENERAL } from './client-bench.ts'
import type { Write } from './client-fake-server.ts'

export const [M1, M2, M3] = [
  '01HF7YAT00AAAAAAAAAAAAAAAA',
  '01HF7YAT00BBBBBBBBBBBBBBBB',
  '01HF7YAT00CCCCCCCCCCCCCCCC',
] as const
export const GROUP = '01HF7YAT00DDDDDDDDDDDDDDDD' as ChannelId

/** Nothing was said yet. */
export async function online() {
  return inTouch(new Bench())
}

/** Bo has said "hello", which is `M1`. */
export async function onlineAfterHello() {
  const bench = new Bench()
  bench.server.post(GENERAL, M1, { by: BO, text: 'hello' })
  return inTouch(bench)
}

async function inTouch(bench: Bench) {
  const { device, kill } = await bench.open()
  return { bench, device, kill, server: bench.server }
}

/** What the server was told of one kind, in order. */
export function heard<T extends Upstream['t']>(bench: Bench, t: T) {
  return bench.server.heard.filter((m): m is Extract<Upstream, { t: T }> => m.t === t)
}

/** For `server.refuse`: the writes of that key or text, and no others. */
export function refusing(keyOrText: string, code: string, detail?: Json) {
  return (_doc: string, writes: readonly Write[]) => {
    const found = writes.filter(
      ({ key, value }) => key === keyOrText || (value as { text?: string } | undefined)?.text === keyOrText,
    )
    return found.length === 0
      ? null
      : found.map(({ root, key }) => ({ root, key, code: code as never, reason: 'R1', detail }))
  }
}
