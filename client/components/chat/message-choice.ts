/** In the place of a message's gutter, while messages are chosen. The whole message is its press. */
import { html, type TemplateResult } from 'lit'
import { t } from '../../app/text.ts'
import type { MessageView } from '../../stores/message-view.ts'
import { messageLabel } from './message-label.ts'

export function messageChoice(message: MessageView, chosen: boolean, now: number): TemplateResult {
  const label = t('talk.select.one', { label: messageLabel(message, now) })
  return html`<input type="checkbox" tabindex="-1" .checked=${chosen} aria-label=${label} />`
}
