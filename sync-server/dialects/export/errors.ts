/** Errors of the export's door: `{"error": text}`, and `field` where one is at fault (docs/api/export.md). */
import { describeError, sendRefusal } from '../../http/refusal.ts'
import type { CairnContext } from '../../http/state.ts'
import type { Log } from '../../log.ts'

export const PREFIX = '/export'

export function answerError(log: Log): (ctx: CairnContext, error: unknown) => void {
  return (ctx, error) => {
    const refusal = describeError(error)
    const { status, text, field } = refusal
    if (status === 401) ctx.set('WWW-Authenticate', 'Bearer')
    ctx.remove('ETag')
    sendRefusal(ctx, log, error, refusal, { error: text, ...(field === undefined ? {} : { field }) })
  }
}
