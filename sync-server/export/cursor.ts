/**
 * Where an export went to, as text that its reader keeps and gives back (docs/behaviour.md, EX4-EX7). It gives no right: a
 * forged one shows less or more of what its reader may read anyway. It is checked, so that nonsense is refused.
 */
import { CairnError, ErrorCode } from '../../schema/errors.ts'
import type { ChannelId } from '../../schema/ids.ts'

/** A place in the log: another `chain` there means that the server was restored, and nothing of the cursor holds. */
export interface LogMark {
  readonly position: number
  readonly chain: string
}

export interface ChannelCursor extends LogMark {
  readonly channelId: ChannelId
  /** Everything up to here was told, */
  readonly seq: number
  /** and so was every change up to here of what is up to there. */
  readonly change: number
  /** What of the channel the reader had hidden and cleared. */
  readonly away: string
}

const CHANNEL = 'c1'
const LIST = 'l1'
const MAX_CHARS = 512

export function encodeChannelCursor({ channelId, seq, change, position, chain, away }: ChannelCursor): string {
  return encode([CHANNEL, channelId, seq, change, position, chain, away])
}

/** @throws CairnError invalid: no cursor of ours, or one of another channel */
export function decodeChannelCursor(text: string, channelId: ChannelId): ChannelCursor {
  const [kind, of, seq, change, position, chain, away, ...rest] = decode(text)
  if (kind !== CHANNEL || rest.length > 0) throw malformed()
  if (of !== channelId) throw new CairnError(ErrorCode.Invalid, 'EX5: a cursor of another channel', { field: 'since' })
  if (isCount(seq) && isCount(change) && isCount(position) && isText(chain) && isText(away))
    return { channelId, seq, change, position, chain, away }
  throw malformed()
}

export function encodeListCursor({ position, chain }: LogMark): string {
  return encode([LIST, position, chain])
}

/** @throws CairnError invalid */
export function decodeListCursor(text: string): LogMark {
  const [kind, position, chain, ...rest] = decode(text)
  if (kind === LIST && isCount(position) && isText(chain) && rest.length === 0) return { position, chain }
  throw malformed()
}

function encode(parts: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(parts)).toString('base64url')
}

function decode(text: string): unknown[] {
  if (text.length > MAX_CHARS || !/^[\w-]+$/.test(text)) throw malformed()
  try {
    const parts: unknown = JSON.parse(Buffer.from(text, 'base64url').toString())
    if (Array.isArray(parts)) return parts
  } catch {
    // Told below.
  }
  throw malformed()
}

function malformed(): CairnError {
  return new CairnError(ErrorCode.Invalid, 'EX5: not a cursor', { field: 'since' })
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.length <= 64
}
