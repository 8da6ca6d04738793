/** One link of a chat in the list of those that work now: whose it is, until when, how often it was used. */
import { html, nothing, type TemplateResult } from 'lit'
import { formatBrief, formatFull } from '../../app/format.ts'
import { t } from '../../app/text.ts'
import { isEndless, type InviteLink } from '../../stores/invites-api.ts'
import type { Stores } from '../../stores/stores.ts'

/** @param reason  why it cannot be taken back now; '' = it can */
export function inviteRow(link: InviteLink, stores: Stores, reason: string, revoke: () => unknown): TemplateResult {
  const { name } = stores.directory.person(link.created_by)
  const at = Date.parse(link.expires_at)
  const until = isEndless(link)
    ? t('invite.endless')
    : t('invite.until', { time: formatBrief(at, stores.device.now()) })
  return html`<li data-key=${link.invite_id}>
    <cairn-icon name="link"></cairn-icon>
    <span class="what" title=${isEndless(link) ? nothing : formatFull(at)}
      ><bdi>${t('invite.by', { name })}</bdi>
      <small>${until} · ${t('invite.used', { n: link.uses, max: link.max_uses ?? 0 })}</small></span
    >
    <cairn-button reason=${reason} label=${t('invite.revokeName', { name, until })} @click=${revoke}
      >${t('invite.revoke')}</cairn-button
    >
  </li>`
}
