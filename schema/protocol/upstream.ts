/** Control messages from our client to the server over `/sync` (docs/protocol.md). Parsed at the border into typed values. */
import * as z from 'zod/mini'

const doc = z.string().check(z.minLength(1), z.maxLength(80))
const whole = z.int().check(z.nonnegative())
const hash = z.string().check(z.maxLength(64))

/** A document as the device holds it: everything up to `position` of the log in that generation. */
const held = z.strictObject({ doc, generation: hash, position: whole, chain: hash })
export type Held = z.infer<typeof held>

const upstream = z.discriminatedUnion('t', [
  /** First of all. `connection` rises with every attempt of a device; the server ends the lower ones. */
  z.strictObject({
    t: z.literal('hello'),
    version: whole,
    device: z.string().check(z.minLength(8), z.maxLength(64)),
    connection: whole,
    /** Id of the settings the device has, so that equal ones are not sent again. */
    settings: z.optional(hash),
  }),
  /** Where the device is in the log: (0, '') for a new one. `done`: documents answered by a resume that was cut. */
  z.strictObject({
    t: z.literal('resume'),
    position: whole,
    chain: hash,
    done: z.optional(z.array(held).check(z.maxLength(20_000))),
  }),
  /** Asks for one document: from where it is held, or whole when nothing is said. Live updates follow. */
  z.strictObject({
    t: z.literal('open'),
    doc,
    generation: z.optional(hash),
    position: z.optional(whole),
    chain: z.optional(hash),
  }),
  /** No more live updates of a document that is not sent anyway. */
  z.strictObject({ t: z.literal('close'), doc }),
  /** The channel on screen: awareness, presence and marks of it are wanted. */
  z.strictObject({ t: z.literal('watch'), channel: z.nullable(z.string().check(z.maxLength(40))) }),
  /** Everything up to `seq` reached this device. */
  z.strictObject({ t: z.literal('delivered'), channel: z.string().check(z.maxLength(40)), seq: whole }),
  z.strictObject({ t: z.literal('heartbeat') }),
])
export type Upstream = z.infer<typeof upstream>

/** @returns null for anything that is not a message of this version */
export function parseUpstream(json: string): Upstream | null {
  try {
    const parsed = upstream.safeParse(JSON.parse(json))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}
