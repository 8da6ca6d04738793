/** How rules and projections read documents: look-ups by register. A Y.Doc, an overlay and a plain test object all serve. */
import type { ChannelId, UserId } from './ids.ts'
import type { Json } from './json.ts'

/** One document's live registers. */
export interface Registers {
  /** The register's value, or undefined when it is absent. */
  get(root: string, key: string): Json | undefined
  /** Live [key, value] pairs of a root, in no particular order. */
  entries(root: string): Iterable<readonly [string, Json]>
}

export const NO_REGISTERS: Registers = { get: () => undefined, entries: () => [] }

export interface Settings {
  /** Reaction names people may use, each with its emoji. */
  readonly reactions: ReadonlyMap<string, string>
  readonly adminsDeleteMessages: boolean
  /** Messages after which a volume is sealed. */
  readonly volumeMessages: number
  /** Public channels founded at start. */
  readonly defaultChannels: readonly string[]
}

/** Where a message is. `seq` is 0 while it has no stamp here. */
export interface FoundMessage {
  readonly volume: number
  readonly by: number
  readonly seq: number
  readonly deleted: boolean
}

/** What the server knows of an upload, as a message tells it. */
export interface UploadedFile {
  readonly id: string
  readonly type: string
  readonly bytes: number
}

/** All that a rule may ask. On the client, what a person may not read is simply absent. */
export interface World {
  /** The server's clock, or the client's corrected one; integer milliseconds. */
  readonly nowMs: number
  readonly settings: Settings
  registers(documentName: string): Registers
  /** The message in whichever volume of the channel holds it, or null. */
  findMessage(channelId: ChannelId, messageId: string): FoundMessage | null
  /** Whether this user uploaded that file, and it is what is told of it. */
  ownsFile(userId: UserId, file: UploadedFile): boolean
}

/** Who acts: the session's authenticated user. Documents are never asked who wrote them. */
export interface Actor {
  readonly userId: UserId
  /** Who asked for what is done to them, in place of their privacy setting (MB19). Never set for what a socket brings. */
  readonly consentOf?: UserId
}
