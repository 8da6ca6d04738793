/** How many direct messages and mentions are unread, where the system shows it (docs/behaviour.md, NF20): icon and tab. */

const PLAIN = '/icons/icon.svg'
const DOTTED = '/icons/icon-unread.svg'

export function showBadge(count: number, page: Document = document, shell: Partial<Navigator> = navigator): void {
  const shown = count > 0 ? shell.setAppBadge?.(count) : shell.clearAppBadge?.()
  // Not installed, or not allowed: the title tells it.
  shown?.catch(() => undefined)
  const icon = page.querySelector<HTMLLinkElement>('link[rel~="icon"][type="image/svg+xml"]')
  const href = count > 0 ? DOTTED : PLAIN
  if (icon && icon.getAttribute('href') !== href) icon.setAttribute('href', href)
}
