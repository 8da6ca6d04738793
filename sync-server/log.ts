/** JSON logs on stdout (docs/behaviour.md, AU27). Never a message's text, a password, a cookie, a token or a query string. */
import { destination, pino, type DestinationStream, type Logger } from 'pino'
import type { LogLevel } from './config.ts'

export type Log = Logger

const SECRET_KEYS = ['password', 'confirm_password', 'token', 'ticket', 'cookie', 'set-cookie', 'authorization']

/** @param out  stdout when left out; tests read what is written */
export function createLog(level: LogLevel, out?: DestinationStream): Log {
  const paths = SECRET_KEYS.flatMap((key) => [`["${key}"]`, `*["${key}"]`, `*.headers["${key}"]`])
  const options = { level, base: null, redact: { paths, censor: '[redacted]' }, serializers: { err: describeError } }
  // Lines that come while others are written go out together: a write for each would hold every request up. At the end
  // of the process pino writes what is left.
  return pino(options, out ?? destination({ dest: 1, sync: false }))
}

/**
 * An error without the properties that libraries hang on it: body parsers keep the whole body there, and the message of
 * a JSON SyntaxError quotes the text it failed on.
 */
export function describeError(error: unknown): object {
  if (!(error instanceof Error)) return { type: typeof error }
  const quotes = error instanceof SyntaxError
  const frames = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '))
  return {
    type: error.name,
    message: quotes ? 'not quoted' : error.message,
    code: (error as NodeJS.ErrnoException).code,
    stack: frames.join('\n'),
    cause: error.cause === undefined ? undefined : describeError(error.cause),
  }
}
