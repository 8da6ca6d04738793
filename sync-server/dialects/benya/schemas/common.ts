/** Schemas that several subjects of `/api/v1` share. */
import { z } from 'zod'

/** `MessageResponse`. */
export const messageResponse = z.object({ message: z.string() })

/** Of every refusal; `errors` names the fields of a 422 or 409. */
export const errorBody = z.object({
  detail: z.string(),
  errors: z.array(z.object({ loc: z.array(z.union([z.string(), z.number()])), msg: z.string() })).optional(),
})
