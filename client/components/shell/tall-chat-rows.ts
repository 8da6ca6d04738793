/** Chats on a page of their own, as the list has them on a phone. */
import { html, type TemplateResult } from 'lit'
import type { ChatRowView } from '../../stores/chats-view.ts'
import './cairn-chat-row.ts'

/** @param nowMs  corrected clock */
export function tallChatRows(rows: readonly ChatRowView[], nowMs: number): TemplateResult {
  return html`<ul>
    ${rows.map((row) => html`<li><cairn-chat-row .row=${row} tall stop .now=${nowMs}></cairn-chat-row></li>`)}
  </ul>`
}
