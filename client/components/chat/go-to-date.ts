/** From a day's divider to another day of the chat: asks which, finds its first message on this device, and takes the reader there. */
import type { LitElement, ReactiveController } from 'lit'
import type { ChannelId } from '../../../schema/ids.ts'
import { localSearchOf } from '../../search/local-search.ts'
import type { Stores } from '../../stores/stores.ts'
import { CairnDatePicker } from './cairn-date-picker.ts'
import { messageAt } from './message-at.ts'

interface DateHost extends LitElement {
  readonly stores: Stores | null
  readonly chatId: string
  /** A message to show and mark. */
  target: string | null
}

export class GoToDate implements ReactiveController {
  /** The first message of this chat at or after it is shown once it is loaded. */
  #wanted: { readonly chatId: string; readonly seq: number } | null = null

  constructor(private readonly host: DateHost) {
    host.addController(this)
    host.addEventListener('date-picked', ({ detail }) => void this.#ask(detail.at, detail.from))
  }

  /** Before each rendering: the messages may have come. */
  hostUpdate(): void {
    const { stores, chatId } = this.host
    if (this.#wanted === null || !stores) return
    const isHere = this.#wanted.chatId === chatId
    const first = isHere ? messageAt(stores.timeline(chatId as ChannelId).view, this.#wanted.seq) : null
    if (isHere && !first) return
    this.#wanted = null
    if (first) this.host.target = first.id
  }

  async #ask(at: number, from: HTMLElement): Promise<void> {
    const { stores, chatId } = this.host
    if (!stores) return
    const picker = new CairnDatePicker()
    picker.today = stores.device.now()
    picker.addEventListener('day-chosen', ({ detail }) => void this.#go(stores, chatId, detail.day))
    picker.addEventListener('closed', () => picker.remove())
    this.host.renderRoot.append(picker)
    await picker.updateComplete
    await picker.open(at, from.getBoundingClientRect(), from)
    // Nobody waits for the index to choose a day.
    const days = await localSearchOf(stores.device)
      .days(chatId as ChannelId)
      .catch(() => null)
    if (days) picker.days = new Set(days)
  }

  async #go(stores: Stores, chatId: string, day: number): Promise<void> {
    const timeline = stores.timeline(chatId as ChannelId)
    const place = await localSearchOf(stores.device)
      .placeOfTime(chatId as ChannelId, day)
      .catch(() => null)
    if (chatId !== this.host.chatId) return
    const latest = timeline.view.latest
    this.host.target = null
    // Nothing is that late: the newest message is the nearest one.
    const seq = place?.seq ?? latest?.seq ?? null
    this.#wanted = seq === null ? null : { chatId, seq }
    if (seq !== null) timeline.jumpToSeq(seq)
    this.host.requestUpdate()
  }
}
