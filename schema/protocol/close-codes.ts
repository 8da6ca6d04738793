/** Close codes of sync sockets. 44xx is final for stock clients, 45xx asks them to come back (docs/protocol.md). */
import { ErrorCode } from '../errors.ts'

export const CloseCode = {
  /** Not a document name. */
  BadDocument: 4400,
  /** No session, or an expired or ended one. */
  NoSession: 4401,
  /** No access to the document, or access lost. */
  NoAccess: 4403,
  /** A higher connection of the same device took over, or the document has a new generation. */
  OldGeneration: 4409,
  /** A write was refused; a stock client must drop its copy of the document. */
  RefusedWrite: 4422,
  /** Three gaps in a row without progress, or the server lost its in-memory copy: come back and catch up. */
  Again: 4500,
  /** The server is stopping or starting. */
  Restarting: 4503,
  /** The same device opened a newer connection. */
  Replaced: 4510,
  /** Reads too slowly: what is queued for it was dropped, it has to catch up. */
  TooSlow: 4513,
  /** Sends faster than the limits allow. */
  TooFast: 4529,
} as const
export type CloseCode = (typeof CloseCode)[keyof typeof CloseCode]

/** How a stock client's socket is closed for each refusal of its update. */
export const CLOSE_FOR = {
  [ErrorCode.Forbidden]: CloseCode.RefusedWrite,
  [ErrorCode.NotFound]: CloseCode.RefusedWrite,
  [ErrorCode.Gone]: CloseCode.RefusedWrite,
  [ErrorCode.Privacy]: CloseCode.RefusedWrite,
  [ErrorCode.TooLarge]: CloseCode.RefusedWrite,
  [ErrorCode.Type]: CloseCode.RefusedWrite,
  [ErrorCode.Invalid]: CloseCode.RefusedWrite,
  [ErrorCode.Conflict]: CloseCode.RefusedWrite,
  [ErrorCode.Stale]: CloseCode.RefusedWrite,
  [ErrorCode.Auth]: CloseCode.NoSession,
  [ErrorCode.Rate]: CloseCode.TooFast,
  [ErrorCode.Clock]: CloseCode.RefusedWrite,
  [ErrorCode.Sealed]: CloseCode.RefusedWrite,
  [ErrorCode.Known]: CloseCode.RefusedWrite,
  [ErrorCode.StorageFailed]: CloseCode.Again,
  [ErrorCode.Unavailable]: CloseCode.Again,
  [ErrorCode.Internal]: CloseCode.Again,
} satisfies Record<ErrorCode, CloseCode>
