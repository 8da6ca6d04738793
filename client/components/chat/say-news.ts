/** Listens for the chat that is open on the screen, and lets its speaker tell what is new. */
import type { LitElement, ReactiveController } from 'lit'
import type { ChannelId } from '../../../schema/ids.ts'
import { alertNow, announce } from '../../app/announcer.ts'
import { TIMERS } from '../../stores/store.ts'
import type { Stores } from '../../stores/stores.ts'
import { ChatSpeaker } from './chat-speaker.ts'

interface NewsHost extends LitElement {
  readonly stores: Stores | null
  readonly chatId: string
}

export class SayNews implements ReactiveController {
  #speaker = new ChatSpeaker(TIMERS, { announce, alertNow })

  constructor(private readonly host: NewsHost) {
    host.addController(this)
  }

  hostDisconnected(): void {
    this.#speaker.stop()
  }

  hostUpdated(): void {
    const { stores, chatId } = this.host
    if (!stores) return
    const { messages, latest, isLoading } = stores.timeline(chatId as ChannelId).view
    this.#speaker.hear({
      ...{ chatId, messages, isLoading },
      readOnly: stores.chat(chatId as ChannelId).view.readOnly,
      now: stores.device.now(),
      latestSeq: latest?.seq ?? 0,
      isTold: stores.sync.view.words === 'back',
    })
  }
}
