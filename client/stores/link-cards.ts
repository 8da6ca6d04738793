/**
 * What links in messages lead to, as the server's previews tell (docs/behaviour.md, MG5-MG7). Kept on this device, so that a
 * card stands there at once the next time; asked for one after the other, and only while the server is in touch.
 */
import * as z from 'zod/mini'
import { accountDocument } from '../../schema/documents.ts'
import type { Device } from '../sync/device.ts'
import { localBox, type TextBox } from './local-box.ts'
import { once } from './once.ts'
import type { Unsubscribe } from './store.ts'

const page = z.object({
  type: z.literal('og'),
  title: z.string(),
  description: z.nullable(z.string()),
  domain: z.string(),
})
const code = z.object({
  type: z.literal('code'),
  filepath: z.string(),
  first_line_num: z.number(),
  highlight_start: z.number(),
  highlight_end: z.number(),
  code: z.string(),
})

/** No picture: the browser asks nobody but its own server, and that fetches none. */
export type LinkCard =
  | { readonly kind: 'page'; readonly title: string; readonly description: string; readonly domain: string }
  | {
      readonly kind: 'code'
      readonly title: string
      readonly from: number
      readonly to: number
      /** At most CODE_LINES of them. */
      readonly lines: string
    }

/** What is kept of one address: a card, or that there is none, until a time in milliseconds. */
interface Kept {
  readonly card: LinkCard | null
  readonly until: number
}

/** The person's setting: `false` = nothing is asked for, and no card shows. */
export const LINK_CARDS = 'links.cards'
export const CODE_LINES = 6
const MAX_KEPT = 200
const MAX_TITLE = 200
const DAY = 24 * 60 * 60_000
const KEPT_MS = 30 * DAY
/** The server says "none" also when it was asked too much. */
const NONE_MS = DAY / 4
const ANSWER_WITHIN_MS = 15_000
/** The server takes 30 new ones a minute. */
export const PAUSE_MS = 2_500

export type Ask = (path: string, init: RequestInit) => Promise<Response>
type CardDevice = Pick<Device, 'userId' | 'now' | 'status' | 'onStatus' | 'view'>

export class LinkCards {
  #kept: Map<string, Kept>
  #wanted = new Map<string, Set<() => void>>()
  #isAsking = false
  #isPausing = false

  constructor(
    private readonly device: CardDevice,
    private readonly box: TextBox = localBox(),
    private readonly ask: Ask = (path, init) => fetch(path, init),
    private readonly pause: (run: () => void) => void = (run) => void setTimeout(run, PAUSE_MS),
  ) {
    this.#kept = this.#read()
    device.onStatus(() => this.#next())
  }

  /** What is known here now: undefined = nothing yet, or the person wants no cards. */
  known(url: string): LinkCard | null | undefined {
    return this.#isWanted ? this.#kept.get(url)?.card : undefined
  }

  /** Wants to know of a link; `told` is called when something is known of it. */
  want(url: string, told: () => void): Unsubscribe {
    const kept = this.#kept.get(url)
    if (kept && kept.until > this.device.now()) return () => undefined
    const listeners = this.#wanted.get(url) ?? new Set()
    // The one that is on the screen last is asked for first.
    this.#wanted.delete(url)
    this.#wanted.set(url, listeners.add(told))
    this.#next()
    return () => {
      listeners.delete(told)
      if (listeners.size === 0 && this.#wanted.get(url) === listeners) this.#wanted.delete(url)
    }
  }

  #next(): void {
    const url = [...this.#wanted.keys()].at(-1)
    if (url === undefined || this.#isAsking || this.#isPausing || this.device.status().sync.state !== 'live') return
    if (!this.#isWanted) return
    this.#isAsking = true
    void this.#askFor(url).then((card) => {
      this.#isAsking = false
      const listeners = this.#wanted.get(url) ?? []
      this.#wanted.delete(url)
      // Without an answer nothing is known: it is wanted again when it is seen again.
      if (card !== undefined) {
        this.#keep(url, card)
        for (const told of listeners) told()
      }
      this.#isPausing = true
      this.pause(() => {
        this.#isPausing = false
        this.#next()
      })
    })
  }

  async #askFor(url: string): Promise<LinkCard | null | undefined> {
    try {
      const answer = await this.ask(`/link_preview?${new URLSearchParams({ url }).toString()}`, {
        credentials: 'same-origin',
        redirect: 'manual',
        headers: { Accept: 'application/json' },
        signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
      })
      return answer.ok ? cardOf(await answer.json()) : undefined
    } catch {
      return undefined
    }
  }

  #keep(url: string, card: LinkCard | null): void {
    this.#kept.delete(url)
    this.#kept.set(url, { card, until: this.device.now() + (card ? KEPT_MS : NONE_MS) })
    for (const [oldest] of this.#kept) {
      if (this.#kept.size <= MAX_KEPT) break
      this.#kept.delete(oldest)
    }
    try {
      this.box.setItem(this.#key, JSON.stringify([...this.#kept]))
    } catch {
      // No room: it is asked for again another day.
    }
  }

  #read(): Map<string, Kept> {
    try {
      return new Map(kept.parse(JSON.parse(this.box.getItem(this.#key) ?? '[]')))
    } catch {
      return new Map()
    }
  }

  /** Read anew each time: it may be changed on another device. */
  get #isWanted(): boolean {
    return this.device.view(accountDocument(this.device.userId)).get('prefs', LINK_CARDS) !== false
  }

  get #key(): string {
    return `cairn.cards.${this.device.userId}`
  }
}

const card = z.union([
  z.object({ kind: z.literal('page'), title: z.string(), description: z.string(), domain: z.string() }),
  z.object({ kind: z.literal('code'), title: z.string(), from: z.number(), to: z.number(), lines: z.string() }),
])
const kept = z.array(z.tuple([z.string(), z.object({ card: z.nullable(card), until: z.number() })]))

/** @returns null: the server has none */
export function cardOf(answer: unknown): LinkCard | null {
  const found = page.safeParse(answer)
  if (found.success) {
    const { title, description, domain } = found.data
    return { kind: 'page', title: title.slice(0, MAX_TITLE), description: (description ?? '').slice(0, 300), domain }
  }
  const lines = code.safeParse(answer)
  if (!lines.success) return null
  const { filepath, first_line_num, highlight_start: from, highlight_end: to } = lines.data
  const shown = lines.data.code.split('\n').slice(from - first_line_num, to - first_line_num + 1)
  const text = shown
    .slice(0, CODE_LINES)
    .map((line) => line.slice(0, 200))
    .join('\n')
  return { kind: 'code', title: filepath.slice(0, MAX_TITLE), from, to, lines: text }
}

const made = new WeakMap<CardDevice, LinkCards>()

export function linkCardsOf(device: Device): LinkCards {
  return once(made, device, () => new LinkCards(device))
}

/** For fixtures and tests, which bring their own. */
export function useLinkCards(device: CardDevice, cards: LinkCards): void {
  made.set(device, cards)
}
