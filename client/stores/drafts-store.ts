/**
 * What is written and not sent (UI.md, section 5). A channel's draft follows the person in their account; drafts of threads
 * and of edits stay on this device. Kept 300 ms after a keystroke; on `flush` at once, also where a write would come too late.
 */
import { accountDocument } from '../../schema/documents.ts'
import { setDraft } from '../../schema/edits/set-draft.ts'
import { parseChannelId } from '../../schema/ids.ts'
import type { Device } from '../sync/device.ts'
import { parseDraftKey } from './draft-key.ts'
import type { ListedBox } from './local-box.ts'
import { PastedTexts } from './pasted-texts.ts'
import { TIMERS, type Store, type Timers, type Unsubscribe } from './store.ts'

export const DRAFT_AFTER_MS = 300

/** draft key -> text. Keys: a channel's id, or `<channel>/t/<root>` and `<channel>/e/<message>` on this device alone. */
export type DraftsView = ReadonlyMap<string, string>

/** draft key -> names of the files that lie in its composer. */
export type Trays = ReadonlyMap<string, readonly string[]>

export class DraftsStore implements Store<DraftsView> {
  #typed = new Map<string, string>()
  #timers = new Map<string, Unsubscribe>()
  #keeping = new Map<string, Promise<void>>()
  #listeners = new Set<() => void>()
  #view: DraftsView | null = null
  #trays: Trays = new Map()
  /** They wait beside a draft, and make one where nothing else is written. */
  readonly pasted: PastedTexts

  constructor(
    private readonly device: Pick<Device, 'userId' | 'view' | 'world' | 'write'>,
    private readonly box: ListedBox,
    private readonly timers: Timers = TIMERS,
  ) {
    this.pasted = new PastedTexts(box, this.#boxKey(''), () => this.#changed())
    device.view(accountDocument(device.userId)).subscribe((keys) => {
      if (keys === 'all' || keys.some(([root]) => root === 'drafts')) this.#changed()
    })
    box.listen((boxKey) => this.#heard(boxKey))
  }

  get view(): DraftsView {
    if (!this.#view) {
      const drafts = new Map<string, string>()
      for (const [key, text] of this.device.view(accountDocument(this.device.userId)).entries('drafts')) {
        if (typeof text === 'string') drafts.set(key, text)
      }
      for (const [key, text] of this.#boxed()) drafts.set(key, text)
      for (const [key, text] of this.#typed) drafts.set(key, text)
      this.#view = drafts
    }
    return this.#view
  }

  get trays(): Trays {
    return this.#trays
  }

  /** Keys of all that is written and not sent, and of composers that hold files or a pasted text alone. */
  begun(): ReadonlySet<string> {
    const written = [...this.view].filter(([, text]) => text.trim() !== '').map(([key]) => key)
    return new Set([...written, ...this.pasted.view.keys(), ...this.#trays.keys()])
  }

  /** Those that the account does not have: of threads and of edits, with files or a pasted text, or on their way to it. They go with this device. */
  onlyHere(): ReadonlySet<string> {
    const account = this.device.view(accountDocument(this.device.userId))
    const isKept = (key: string) => account.get('drafts', key) === this.text(key) && !account.isPending('drafts', key)
    return new Set([...this.begun()].filter((key) => this.#trays.has(key) || this.pasted.view.has(key) || !isKept(key)))
  }

  /** Somebody wrote there, or put a file there. */
  has(key: string): boolean {
    return this.#trays.has(key) || this.written(key) !== ''
  }

  /** Everything that was written there: the draft, and what was pasted beside it. */
  written(key: string): string {
    return joinWritten(this.text(key), this.pasted.text(key))
  }

  /** Whoever keeps the files tells of them once they are known, and after each change. */
  setTrays(trays: Trays): void {
    if (sameTrays(trays, this.#trays)) return
    this.#trays = trays
    this.#changed()
  }

  subscribe(listener: () => void): Unsubscribe {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  /** Called when something is begun somewhere, or no longer, and when what lies beside a draft is another: not for each key. */
  onBegun(listener: () => void): Unsubscribe {
    let before = this.#beginnings()
    return this.subscribe(() => {
      const now = this.#beginnings()
      const isSame = now.keys === before.keys && now.pasted === before.pasted && now.trays === before.trays
      before = now
      if (!isSame) listener()
    })
  }

  #beginnings(): { readonly keys: string; readonly pasted: unknown; readonly trays: unknown } {
    return { keys: [...this.begun()].join('\n'), pasted: this.pasted.view, trays: this.#trays }
  }

  /** What the composer shows: typed here last, else rescued from a page that closed, else the account's. */
  text(key: string): string {
    return this.#typed.get(key) ?? this.box.getItem(this.#boxKey(key)) ?? this.view.get(key) ?? ''
  }

  set(key: string, text: string): void {
    if (this.text(key) === text) return
    this.#typed.set(key, text)
    this.#stopTimer(key)
    this.#timers.set(
      key,
      this.timers.after(DRAFT_AFTER_MS, () => void this.#keep(key)),
    )
    this.#changed()
  }

  /**
   * What was typed is being sent, and not kept as a draft any more: a write that came after the message would bring it
   * back. What is being kept of it is there when this resolves, so that `postMessage` ends it in the same write.
   *
   * @returns to be called when it was sent: forgets it, and nothing that was typed since
   */
  async sending(key: string): Promise<() => void> {
    const text = this.#typed.get(key)
    if (this.#stopTimer(key)) this.box.setItem(this.#boxKey(key), text ?? '')
    await this.#keeping.get(key)
    return () => {
      const isSame = this.#typed.get(key) === text
      if (isSame || this.box.getItem(this.#boxKey(key)) === text) this.box.removeItem(this.#boxKey(key))
      if (!isSame) return
      this.#typed.delete(key)
      this.#changed()
    }
  }

  /** For `pagehide` and for leaving a chat: keeps everything now. */
  async flush(): Promise<void> {
    // The page may be gone before a write ends, so the text goes where writing needs no waiting.
    for (const [key] of this.#timers) this.box.setItem(this.#boxKey(key), this.#typed.get(key) ?? '')
    await Promise.all([...this.#timers.keys()].map((key) => this.#keep(key)))
  }

  #keep(key: string): Promise<void> {
    this.#stopTimer(key)
    const keeping = this.#write(key).finally(() => {
      if (this.#keeping.get(key) === keeping) this.#keeping.delete(key)
    })
    this.#keeping.set(key, keeping)
    return keeping
  }

  async #write(key: string): Promise<void> {
    const text = this.#typed.get(key)
    if (text === undefined) return
    const channelId = parseChannelId(key)
    if (channelId === null) {
      if (text.trim() === '') this.box.removeItem(this.#boxKey(key))
      else this.box.setItem(this.#boxKey(key), text)
      return
    }
    const { device } = this
    try {
      await device.write(setDraft(device.world(), device.userId, { channelId, text }))
    } catch {
      // No room in the database: the text stays in the composer and in the box.
      this.box.setItem(this.#boxKey(key), text)
      return
    }
    this.box.removeItem(this.#boxKey(key))
    if (this.#typed.get(key) === text && !this.#timers.has(key)) this.#typed.delete(key)
    this.#changed()
  }

  /** Another tab kept one of these, or all are gone: what is typed here and waits to be kept is newer. */
  #heard(boxKey: string | null): void {
    for (const key of this.#typed.keys()) {
      const isMeant = boxKey === null || boxKey === this.#boxKey(key)
      if (isMeant && !this.#timers.has(key) && parseChannelId(key) === null) this.#typed.delete(key)
    }
    this.pasted.reload()
    this.#changed()
  }

  /** @returns whether what was typed waited to be kept */
  #stopTimer(key: string): boolean {
    this.#timers.get(key)?.()
    return this.#timers.delete(key)
  }

  /** What the box keeps for this person. */
  #boxed(): [key: string, text: string][] {
    const begin = this.#boxKey('')
    const keys = this.box.keys().filter((key) => key.startsWith(begin))
    return keys
      .map((key) => key.slice(begin.length))
      .flatMap((key) => {
        const text = parseDraftKey(key) === null ? null : this.box.getItem(this.#boxKey(key))
        return text === null ? [] : [[key, text]]
      })
  }

  #boxKey(key: string): string {
    return `cairn.draft.${this.device.userId}.${key}`
  }

  #changed(): void {
    this.#view = null
    for (const listener of [...this.#listeners]) listener()
  }
}

/** One below the other, without what is blank. */
export function joinWritten(...texts: readonly string[]): string {
  return texts
    .map((text) => text.trim())
    .filter((text) => text !== '')
    .join('\n\n')
}

function sameTrays(a: Trays, b: Trays): boolean {
  return a.size === b.size && [...a].every(([key, names]) => b.get(key)?.join('/') === names.join('/'))
}
