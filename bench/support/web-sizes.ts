/** How large the rows of the web app measure (UI.md, section 9), and at which speeds. Smaller ones are for trying a row out. */

/** `BENCH_MESSAGES=2000 BENCH_ROUNDS=1 npm run bench -- scroll`; the figures then do not count. */
export const MESSAGES = sizeFrom('BENCH_MESSAGES', 100_000)
export const CHATS = sizeFrom('BENCH_CHATS', 200)
export const TARGETS = sizeFrom('BENCH_TARGETS', 2_000)
export const ROUNDS = sizeFrom('BENCH_ROUNDS', 5)
export const FEW_MESSAGES = Math.min(1_000, MESSAGES)
/** Messages in each of the other chats. */
export const CHAT_MESSAGES = 30

/** By how much the processor is slowed; the first has the main limit, the second the one in brackets. */
export const SPEEDS = [4, 1] as const
export type Speed = (typeof SPEEDS)[number]
/** For the reference, and for this machine as it is. */
export type Limits = Readonly<Record<Speed, number>>

function sizeFrom(name: string, usual: number): number {
  const written = process.env[name]
  const size = Number(written ?? usual)
  if (!Number.isInteger(size) || size < 1) throw new Error(`${name} is ${written}, which is no size`)
  return size
}
