/** Size limits that both sides know. Characters are UTF-16 code units, times are milliseconds. */

export const MAX_TEXT_CHARS = 10_000
export const MAX_NAME_CHARS = 128
export const MAX_TOPIC_CHARS = 1_000
export const MAX_BIO_CHARS = 1_000
export const MAX_AVATAR_CHARS = 512
/** Of what only the people of a chat can read, and of the keys that go with it, each. */
export const MAX_SEALED_CHARS = 64 * 1024
export const MAX_METADATA_CHARS = 16 * 1024
export const MAX_URL_CHARS = 2_048
export const MAX_EXCERPT_CHARS = 200
export const MAX_FILES_PER_MESSAGE = 20
export const MAX_FILE_NAME_CHARS = 255
export const MAX_PREF_CHARS = 4_000
export const MAX_FOUNDING_MEMBERS = 101
/** A message id may lie this far ahead of the server's clock. */
export const CLOCK_TOLERANCE_MS = 2 * 60_000
/** Live registers that one account document may hold. */
export const MAX_ACCOUNT_REGISTERS = 50_000
/** One update on the wire. An honest update of 1,000 messages of 300 characters is 400 kB. */
export const MAX_UPDATE_BYTES = 2 * 1024 * 1024
