/** What the app as a whole can do, by key, button or menu. An element asks by event; `cairn-app` does it. */

export const COMMANDS = [
  'switcher',
  'search',
  'find',
  'new-direct',
  'new-channel',
  'discover',
  'keys',
  'settings',
  'activity',
  'unsent',
  'previous-chat',
  'next-chat',
  'previous-unread',
  'next-unread',
  'next-pane',
  'previous-pane',
  'panel',
  'close-panel',
  'composer',
  'back',
  'forward',
  'jump-unread',
  'react-to-last',
  'attach',
  'emoji',
  'mark-all-read',
  'try-now',
  'sign-in',
  'sign-out',
  'copy-unsent',
] as const
export type Command = (typeof COMMANDS)[number]

export type CommandEvent = CustomEvent<{ readonly command: Command }>

export function ask(from: HTMLElement, command: Command): void {
  from.dispatchEvent(new CustomEvent('cairn-command', { detail: { command }, bubbles: true, composed: true }))
}

declare global {
  interface HTMLElementEventMap {
    'cairn-command': CommandEvent
  }
}
