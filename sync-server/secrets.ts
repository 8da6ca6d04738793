/** Keys of the data folder: `$CAIRN_DATA/secrets.json`, readable by the server's user only (docs/behaviour.md, AU26). */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { ConfigError } from './config.ts'

/** To rotate, put a new key in front: it signs and seals, the older ones still verify and open. */
const keys = z.array(z.string().min(32)).min(1)
const secretsFile = z.object({
  cookie_keys: keys,
  access_keys: keys,
  refresh_keys: keys,
  seal_keys: keys,
  link_keys: keys,
  push_keys: keys,
})

/** Each newest first. */
export interface Secrets {
  /** Sign cookies. */
  readonly cookieKeys: string[]
  /** Sign access tokens. */
  readonly accessKeys: string[]
  /** Derive refresh tokens from each other. */
  readonly refreshKeys: string[]
  /** Encrypt what the database keeps and the server reads again: the second factor's secrets, waiting mails. */
  readonly sealKeys: string[]
  /** Sign addresses of files. */
  readonly linkKeys: string[]
  /** The first names this server towards push services. Another one makes what browsers subscribed with useless. */
  readonly pushKeys: string[]
}

/**
 * Reads the secrets; makes those that are not there yet, at the first start or after an update.
 *
 * @param randomBytes  cryptographically strong
 */
export function openSecrets(folder: string, randomBytes: (size: number) => Buffer): Secrets {
  const file = join(folder, 'secrets.json')
  const found: unknown = existsSync(file) ? parseJson(readFileSync(file, 'utf8')) : {}
  const damaged = new ConfigError(
    `${file} is damaged: restore it. Deleting it signs everyone out, and leaves only recovery codes for two-step sign-in.`,
  )
  if (typeof found !== 'object' || found === null || Array.isArray(found)) throw damaged
  const missing = Object.keys(secretsFile.shape).filter((name) => !(name in found))
  const made = missing.map((name) => [name, [randomBytes(32).toString('base64url')]] as const)
  const parsed = secretsFile.loose().safeParse({ ...found, ...Object.fromEntries(made) })
  if (!parsed.success) throw damaged
  if (missing.length > 0) {
    // Written beside its place: a crash in the middle must not leave half a file that stops every later start.
    writeFileSync(`${file}.new`, JSON.stringify(parsed.data, null, 2) + '\n', { mode: 0o600, flush: true })
    renameSync(`${file}.new`, file)
  }
  const { cookie_keys, access_keys, refresh_keys, seal_keys, link_keys, push_keys } = parsed.data
  return {
    cookieKeys: cookie_keys,
    accessKeys: access_keys,
    refreshKeys: refresh_keys,
    sealKeys: seal_keys,
    linkKeys: link_keys,
    pushKeys: push_keys,
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
