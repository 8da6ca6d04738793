/** Errors as seed 003 words them: `{"error": text}`, over HTTP and over the socket. */
import { z } from 'zod'
import { CairnError, ErrorCode } from '../../../schema/errors.ts'
import { FieldError } from '../../http/field-error.ts'
import { describeError as describe, sendRefusal, wordsOf, type Refusal } from '../../http/refusal.ts'
import type { CairnContext } from '../../http/state.ts'
import type { Log } from '../../log.ts'

/** For answers that the seed makes a 400 where the code has another status. */
export class BadRequest extends Error {}

export const errorBody = z.object({ error: z.string() })

export interface Failure extends Refusal {
  readonly error: string
}

/** Words any error, of a request as of a frame. */
export function describeError(error: unknown): Failure {
  if (error instanceof BadRequest)
    return { status: 400, code: ErrorCode.Invalid, text: error.message, error: error.message }
  const refusal = describe(error)
  // A FieldError names its fields in its words.
  const { text, field } = refusal
  return { ...refusal, error: field === undefined || error instanceof FieldError ? text : `${field}: ${text}` }
}

/** Answers what a route of this dialect threw. */
export function answerError(log: Log): (ctx: CairnContext, error: unknown) => void {
  return (ctx, thrown) => {
    const failure = describeError(thrown)
    if (failure.status === 401) ctx.set('WWW-Authenticate', 'Bearer')
    sendRefusal(ctx, log, thrown, failure, { error: failure.error })
  }
}

/** What the seed answers with 400, whatever else it would be: an unknown member, a message of another room. */
export async function orBadRequest<T>(codes: readonly ErrorCode[], work: () => T | Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof CairnError && codes.includes(error.code)) {
      const text = wordsOf(error)
      throw new BadRequest(error.field === undefined ? text : `${error.field}: ${text}`)
    }
    throw error
  }
}
