/** What went wrong with a form that asks the server, in the person's language; a field at fault says it itself. */
import { html, nothing } from 'lit'
import { t, type MessageKey } from '../../app/text.ts'
import type { AccountFault } from '../../stores/account-api.ts'
import '../base/cairn-icon.ts'

const WORDS: Readonly<Record<AccountFault['code'], MessageKey>> = {
  offline: 'account.fault.offline',
  auth: 'account.fault.auth',
  conflict: 'account.fault.failed',
  rate: 'auth.locked',
  invalid: 'account.fault.failed',
  unavailable: 'account.fault.unavailable',
  failed: 'account.fault.failed',
}

export function faultWords({ code }: AccountFault): string {
  return t(WORDS[code])
}

/** Before anything is tried: there is no network. */
export function cutNote(words: string): unknown {
  return html`<p class="note"><cairn-icon name="wifi-off"></cairn-icon><span>${words}</span></p>`
}

/**
 * No connection is no error: its note is not red (docs/behaviour.md, UI168).
 *
 * @param fields  that show their own fault
 * @param words   where the page has better ones than the fault
 */
export function faultNote(fault: AccountFault | null, fields: readonly string[] = [], words = ''): unknown {
  if (!fault || (fault.field !== null && fields.includes(fault.field))) return nothing
  const isOffline = fault.code === 'offline'
  return html`<p class=${isOffline ? 'note' : 'note bad'}>
    <cairn-icon name=${isOffline ? 'wifi-off' : 'circle-alert'}></cairn-icon><span>${words || faultWords(fault)}</span>
  </p>`
}
