/** What every register root declares: its key grammar, value schema, writer, and whether a key may be removed. */
import * as z from 'zod/mini'

export interface RegisterRoot<Key = unknown> {
  readonly root: string
  /** The parsed key, or null when the text is no key of this root. */
  readonly parseKey: (key: string) => Key | null
  /** Schema of the value under `key`; the key matters where each register of a root has its own type. */
  readonly valueSchema: (key: string) => z.ZodMiniType | null
  /** `client`: some person may write some keys, as `schema/rules` decides. `server`: nobody else ever does. */
  readonly writtenBy: 'client' | 'server'
  /** False where a delete would let a stale write return unseen: these registers are only ever replaced. */
  readonly removable: boolean
}

/** The same schema for every key of a root. */
export function always(schema: z.ZodMiniType): () => z.ZodMiniType {
  return () => schema
}

export const anyText = (maxChars: number) => z.string().check(z.maxLength(maxChars))
export const someText = (maxChars: number) => z.string().check(z.minLength(1), z.maxLength(maxChars))
export const wholeNumber = z.int().check(z.nonnegative())
export const userIdValue = z.int().check(z.nonnegative())
export const positiveUserId = z.int().check(z.positive())
export const timeMs = z.int().check(z.nonnegative())
export const flag = z.literal(1)
