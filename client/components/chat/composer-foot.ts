/** The line under a composer's box: what waits, and how many characters are left when they are few. */
import { html, nothing, type TemplateResult } from 'lit'
import { t } from '../../app/text.ts'

/** The counter appears when fewer characters are left. */
const COUNTER_FROM = 500

/** @param left  characters that still fit; negative when there are too many */
export function composerFoot(left: number, hint: string): TemplateResult {
  const count = left < 0 ? t('chat.composer.over', { count: -left }) : t('chat.composer.left', { count: left })
  return html`<div class="below">
    <span class="hint">${hint}</span>
    ${left < COUNTER_FROM ? html`<span class=${left < 0 ? 'count over' : 'count'}>${count}</span>` : nothing}
  </div>`
}
