/** The fields of a form, whichever way it is sent (MM10). Of a field sent twice the last one counts. */
import type { z } from 'zod'
import { FieldError } from '../../http/field-error.ts'
import { BODY_BYTES, readForm } from '../../http/read-body.ts'
import { withMultipart, type ReceivedFile } from '../../http/read-multipart.ts'
import type { CairnContext } from '../../http/state.ts'
import type { MediaDeps } from '../../media/deps.ts'

export interface FormLimits {
  readonly files: number
  readonly fileBytes: number
}

/**
 * @param work  what is done while the files are there
 * @throws FieldError, too_large, and what `work` throws
 */
export async function withForm<S extends z.ZodType, T>(
  ctx: CairnContext,
  media: MediaDeps,
  schema: S,
  limits: FormLimits,
  work: (fields: z.output<S>, files: readonly ReceivedFile[]) => Promise<T>,
): Promise<T> {
  if (ctx.is('multipart')) {
    return withMultipart(ctx, media.incoming, limits, ({ fields, files }) =>
      work(parse(schema, Object.fromEntries(fields)), files),
    )
  }
  return work(parse(schema, (await readForm(ctx, BODY_BYTES)) as Record<string, unknown>), [])
}

/** The same of a form without files. */
export function readFields<S extends z.ZodType>(ctx: CairnContext, media: MediaDeps, schema: S): Promise<z.output<S>> {
  return withForm(ctx, media, schema, { files: 1, fileBytes: 0 }, async (fields) => fields)
}

/** Browsers send the line breaks of a text as CR LF. */
function parse<S extends z.ZodType>(schema: S, given: Record<string, unknown>): z.output<S> {
  const fields = Object.entries(given).map(([name, value]) => {
    const last: unknown = Array.isArray(value) ? value.at(-1) : value
    return [name, typeof last === 'string' ? last.replaceAll('\r\n', '\n') : last]
  })
  const parsed = schema.safeParse(Object.fromEntries(fields))
  if (parsed.success) return parsed.data
  throw new FieldError(
    parsed.error.issues.map(({ path, message }) => ({ loc: ['body', ...path.map(String)], msg: message })),
  )
}
