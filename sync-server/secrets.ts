/** The keys that sign cookies: `$CAIRN_DATA/secrets.json`, readable by the server's user only. */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { ConfigError } from './config.ts'

/** To rotate, put a new key in front: it signs, the older ones still verify. */
const secretsFile = z.object({ cookie_keys: z.array(z.string().min(32)).min(1) })

export interface Secrets {
  /** Newest first. */
  readonly cookieKeys: string[]
}

/**
 * Reads the secrets, or makes them at the first start.
 *
 * @param randomBytes  cryptographically strong
 */
export function openSecrets(folder: string, randomBytes: (size: number) => Buffer): Secrets {
  const file = join(folder, 'secrets.json')
  if (!existsSync(file)) {
    const made = { cookie_keys: [randomBytes(32).toString('base64url')] }
    // Written beside its place: a crash in the middle must not leave half a file that stops every later start.
    writeFileSync(`${file}.new`, JSON.stringify(made, null, 2) + '\n', { mode: 0o600, flush: true })
    renameSync(`${file}.new`, file)
  }
  const parsed = secretsFile.safeParse(parseJson(readFileSync(file, 'utf8')))
  if (!parsed.success) throw new ConfigError(`${file} is damaged: restore it, or delete it to sign everyone out.`)
  return { cookieKeys: parsed.data.cookie_keys }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
