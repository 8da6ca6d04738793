/** Asking for a question about a chat from anywhere in the app; `cairn-people-desk` shows it. */
import type { ChannelId } from '../../../schema/ids.ts'

export interface ChatQuestion {
  readonly what: 'leave' | 'clear' | 'delete'
  readonly channelId: ChannelId
}

export function askAboutChat(from: HTMLElement, asked: ChatQuestion): void {
  from.dispatchEvent(new CustomEvent('chat-asked', { detail: asked, bubbles: true, composed: true }))
}

declare global {
  interface DocumentEventMap {
    'chat-asked': CustomEvent<ChatQuestion>
  }
}
