/** How many direct messages and mentions are unread, where the system shows it (docs/behaviour.md, NF20): icon and tab. */
import { setAppBadge, type BadgedShell } from './app-badge.ts'

const PLAIN = '/icons/icon.svg'
const DOTTED = '/icons/icon-unread.svg'

export function showBadge(count: number, page: Document = document, shell: Partial<BadgedShell> = navigator): void {
  setAppBadge(count, shell)
  const icon = page.querySelector<HTMLLinkElement>('link[rel~="icon"][type="image/svg+xml"]')
  const href = count > 0 ? DOTTED : PLAIN
  if (icon && icon.getAttribute('href') !== href) icon.setAttribute('href', href)
}
