/** What the server wrote to people, where no SMTP_URL is set: one .eml a mail under `outbox/` of its folder. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'

/** Waits for the newest mail with a link to this page of the web app. @returns the link's part from `#` on */
export async function linkInMail(folder: string, page: 'verify' | 'reset'): Promise<string> {
  let link = ''
  await expect.poll(() => (link = newestLink(join(folder, 'outbox'), page)), { timeout: 15_000 }).not.toBe('')
  return link
}

function newestLink(outbox: string, page: string): string {
  if (!existsSync(outbox)) return ''
  const files = readdirSync(outbox)
    .filter((name) => name.endsWith('.eml'))
    .map((name) => join(outbox, name))
    .sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs)
  for (const file of files) {
    const found = new RegExp(`#/${page}\\?token=[\\w.-]+`).exec(unquoted(readFileSync(file, 'utf8')))
    if (found) return found[0]
  }
  return ''
}

/** Quoted-printable: long lines are broken by `=`, and `=` itself is `=3D` (RFC 2045, 6.7). */
function unquoted(text: string): string {
  return text.replaceAll(/=\r?\n/g, '').replaceAll('=3D', '=')
}
