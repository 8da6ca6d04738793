/** Every key of the app, as the keyboard list shows them (UI.md, section 6): the map, and what composer and messages answer. */
import { KEYBOARD, type KeyPlace } from './keyboard.ts'
import type { MessageKey } from './text.ts'

export interface ListedKey {
  /** As `showKeys` takes it. */
  readonly keys: string
  readonly name: MessageKey
  /** Always on: without it nothing could be closed, sent or written. */
  readonly isFixed?: true
}

export interface KeyGroup {
  readonly place: KeyPlace
  readonly heading: MessageKey
  readonly keys: readonly ListedKey[]
}

/** `client/components/chat/composer-keys.ts` */
const WRITING: readonly ListedKey[] = [
  { keys: 'Enter', name: 'keys.send', isFixed: true },
  { keys: 'Shift+Enter', name: 'keys.newLine', isFixed: true },
  { keys: 'Mod+Enter', name: 'keys.alwaysSend' },
  { keys: 'Tab', name: 'keys.accept' },
  { keys: 'ArrowUp', name: 'keys.editLast' },
  { keys: 'Shift+ArrowUp', name: 'keys.replyLast' },
  { keys: 'Mod+B', name: 'chat.composer.bold' },
  { keys: 'Mod+I', name: 'chat.composer.italic' },
  { keys: 'Mod+Shift+X', name: 'chat.composer.strike' },
  { keys: 'Mod+E', name: 'chat.composer.code' },
  { keys: 'Mod+Alt+K', name: 'chat.composer.link' },
]

/** `client/components/chat/message-keys.ts` */
const ON_MESSAGE: readonly ListedKey[] = [
  { keys: 'ArrowUp', name: 'keys.previousMessage' },
  { keys: 'ArrowDown', name: 'keys.nextMessage' },
  { keys: 'PageUp', name: 'keys.pageUp' },
  { keys: 'PageDown', name: 'keys.pageDown' },
  { keys: 'Home', name: 'keys.first' },
  { keys: 'End', name: 'keys.last' },
  { keys: 'R', name: 'chat.action.reply' },
  { keys: 'T', name: 'chat.action.thread' },
  { keys: 'E', name: 'chat.action.edit' },
  { keys: 'Plus', name: 'chat.action.react' },
  { keys: 'F', name: 'chat.action.forward' },
  { keys: 'P', name: 'chat.action.pin' },
  { keys: 'S', name: 'chat.action.save' },
  { keys: 'U', name: 'chat.action.unread' },
  { keys: 'C', name: 'chat.action.copy-link' },
  { keys: 'Delete', name: 'chat.action.delete' },
  { keys: 'Shift+F10', name: 'chat.action.menu' },
]

export const KEY_GROUPS: readonly KeyGroup[] = [
  {
    place: 'general',
    heading: 'keys.general',
    keys: [...KEYBOARD, { keys: 'Escape', name: 'keys.escape', isFixed: true }],
  },
  { place: 'writing', heading: 'keys.writing', keys: WRITING },
  { place: 'message', heading: 'keys.onMessage', keys: ON_MESSAGE },
]

/** With Enter as the person set it: it sends, or makes a new line (docs/behaviour.md, KB46). */
export function keyGroups(enterSends: boolean): readonly KeyGroup[] {
  return enterSends ? KEY_GROUPS : SWAPPED
}

const SWAPPED = KEY_GROUPS.map((group) => ({ ...group, keys: group.keys.map(swapped) }))

function swapped(row: ListedKey): ListedKey {
  if (row.name === 'keys.send') return { ...row, keys: 'Shift+Enter' }
  return row.name === 'keys.newLine' ? { ...row, keys: 'Enter' } : row
}
