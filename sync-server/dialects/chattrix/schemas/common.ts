/** What many answers of seed 002 hold. */
import { z } from 'zod'

export const done = z.object({ success: z.literal(true), message: z.string() })

/** A person inside of something else. */
export const personBrief = z.object({
  id: z.int(),
  username: z.string(),
  display_name: z.string(),
  /** Under `/static/`, or an address elsewhere. */
  profile_pic: z.string(),
})
export type PersonBrief = z.input<typeof personBrief>

/** An id in a body or an event; programs that read it from an attribute send it as text. */
export const looseId = z.union([
  z.int().positive(),
  z
    .string()
    .regex(/^[1-9]\d{0,14}$/, 'must be a positive integer')
    .transform(Number),
])
