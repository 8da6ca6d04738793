/** Errors in seed 004's statuses: `{"error": text, "code": code}`; text is for people, the code for programs. */
import { z } from 'zod'
import { ErrorCode } from '../../../schema/errors.ts'
import { FieldError } from '../../http/field-error.ts'
import { describeError as describe, sendRefusal, STATUS, type Refusal } from '../../http/refusal.ts'
import type { CairnContext } from '../../http/state.ts'
import type { Log } from '../../log.ts'

/** 503 is none of the seed's: what is away for a while is a server error here, too. */
const STATUS_HERE = { ...STATUS, [ErrorCode.StorageFailed]: 500, [ErrorCode.Unavailable]: 500 }

export const errorBody = z.object({ error: z.string(), code: z.enum(ErrorCode) })
export type ErrorBody = z.infer<typeof errorBody>

export interface Failure extends Refusal {
  readonly body: ErrorBody
}

/** Words any error, of a request as of a frame. */
export function describeError(error: unknown): Failure {
  const refusal = describe(error, STATUS_HERE)
  const { code, text, field } = refusal
  // A FieldError names its fields in its words; of the others one is called otherwise by other doors.
  const isNamed = field === undefined || error instanceof FieldError
  return { ...refusal, body: { error: isNamed ? text : `${field === 'avatar_url' ? 'avatar' : field}: ${text}`, code } }
}

/** Answers what a route of this dialect threw. */
export function answerError(log: Log): (ctx: CairnContext, error: unknown) => void {
  return (ctx, error) => {
    const failure = describeError(error)
    if (failure.status === 401) ctx.set('WWW-Authenticate', 'Bearer')
    sendRefusal(ctx, log, error, failure, failure.body)
  }
}
