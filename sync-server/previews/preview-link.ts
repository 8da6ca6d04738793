/**
 * A card for a link, or none (docs/behaviour.md, LP1-LP7). What was found is kept for a while, failures too, so that a link
 * that many see is fetched once; few are fetched at a time, and a person asks for so many new ones a minute.
 */
import pLimit from 'p-limit'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import type { UserId } from '../../schema/ids.ts'
import type { Log } from '../log.ts'
import { checkedUrl } from './checked-address.ts'
import { checkedFetch, type FetchDeps } from './checked-fetch.ts'
import { FetchRefused } from './fetch-refused.ts'
import { codeLinkOf, cutCode } from './code-link.ts'
import { systemDial } from './dial.ts'
import type { Preview } from './preview.ts'
import { readPreview } from './read-preview.ts'

const HTML = /^(text\/html|application\/xhtml\+xml)$/
const TEXT = /^text\/(?!html)[\w.+-]+$/
const KEPT_MS = 60 * 60_000
const FAILED_MS = 5 * 60_000
const MAX_KEPT = 500
const AT_A_TIME = 4
/** More than these wait for nobody. */
const MAX_WAITING = 32
const NEW_PER_MINUTE = 30

export interface PreviewsDeps extends FetchDeps {
  readonly log: Log
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** Links that were not looked at yet, of one person. */
  readonly newPerMinute?: number
}

export interface Previews {
  /** @returns null: no address that may be fetched, nothing to show, or too much asked; never throws */
  preview(userId: UserId, address: string): Promise<Preview | null>
}

interface Kept {
  readonly found: Promise<Preview | null>
  /** Infinity while it is fetched. */
  untilMs: number
}

export function openPreviews(deps: Omit<PreviewsDeps, 'resolve' | 'dial'> & Partial<PreviewsDeps>): Previews {
  const all: PreviewsDeps = { ...systemDial, ...deps }
  const kept = new Map<string, Kept>()
  const limit = pLimit(AT_A_TIME)
  const rate = new RateLimiterMemory({ points: deps.newPerMinute ?? NEW_PER_MINUTE, duration: 60 })
  const mayAsk = (userId: UserId) =>
    rate.consume(userId).then(
      () => true,
      () => false,
    )

  return {
    async preview(userId, address) {
      const url = judged(all, address)
      if (!url) return null
      const key = url.href
      const known = kept.get(key)
      if (known && known.untilMs > deps.now()) return addressed(await known.found, address)
      if (!(await mayAsk(userId))) return null
      // While it was asked whether one may, another may have begun.
      const begun = kept.get(key)
      if (begun && begun.untilMs > deps.now()) return addressed(await begun.found, address)
      if (limit.pendingCount >= MAX_WAITING) return null
      const entry: Kept = { found: limit(() => fetchPreview(all, url)), untilMs: Infinity }
      keep(key, entry)
      const found = await entry.found
      entry.untilMs = deps.now() + (found ? KEPT_MS : FAILED_MS)
      return addressed(found, address)
    },
  }

  function keep(key: string, entry: Kept): void {
    kept.delete(key)
    kept.set(key, entry)
    const [oldest] = kept.keys()
    if (kept.size > MAX_KEPT && oldest !== undefined) kept.delete(oldest)
  }
}

/** A page is the same whatever part of it is named; of a file the part is what is shown. */
function judged({ ports }: PreviewsDeps, address: string): URL | null {
  try {
    const url = checkedUrl(address, undefined, ports)
    if (!codeLinkOf(url)) url.hash = ''
    return url
  } catch {
    return null
  }
}

function addressed(found: Preview | null, url: string): Preview | null {
  return found && { ...found, url }
}

async function fetchPreview(deps: PreviewsDeps, url: URL): Promise<Preview | null> {
  try {
    const code = codeLinkOf(url)
    if (code) {
      const { text, isCut } = await checkedFetch(deps, code.raw, TEXT)
      return isCut ? null : cutCode(code, text, url.href)
    }
    const page = await checkedFetch(deps, url.href, HTML)
    return readPreview(page.text, url.href, page.url)
  } catch (error) {
    // Neither the address nor what is behind it belongs in the log.
    deps.log.debug({ reason: error instanceof FetchRefused ? error.message : 'connection' }, 'no preview of a link')
    return null
  }
}
