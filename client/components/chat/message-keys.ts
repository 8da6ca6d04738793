/** Single-letter keys of a focused message (UI.md, section 6). Pure. They act only while a message has focus (WCAG 2.1.4). */
import { letterOf } from '../../app/letter-of.ts'
import type { MessageAction } from './message-actions.ts'

export interface KeyPress {
  readonly key: string
  readonly code?: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
  getModifierState?(name: string): boolean
}

export type MessageKey = MessageAction | 'menu'

const ACTIONS: Readonly<Record<string, MessageKey>> = {
  r: 'reply',
  t: 'thread',
  e: 'edit',
  '+': 'react',
  f: 'forward',
  p: 'pin',
  s: 'save',
  u: 'unread',
  c: 'copy-link',
  delete: 'delete',
  contextmenu: 'menu',
}

/** What the key does on a focused message, or null when it is none of ours: with Ctrl, Cmd or Alt it is the browser's. */
export function messageActionOf(press: KeyPress): MessageKey | null {
  if (press.ctrlKey || press.metaKey || press.altKey) return null
  const key = letterOf(press)
  if (key === 'f10') return press.shiftKey ? 'menu' : null
  const action = Object.hasOwn(ACTIONS, key) ? ACTIONS[key] : undefined
  if (action === 'react') return action
  return press.shiftKey ? null : (action ?? null)
}

export type FeedMove = 'previous' | 'next' | 'page-up' | 'page-down' | 'first' | 'last'

const MOVES: Readonly<Record<string, FeedMove>> = {
  ArrowUp: 'previous',
  ArrowDown: 'next',
  PageUp: 'page-up',
  PageDown: 'page-down',
  Home: 'first',
  End: 'last',
}

/** Where the key takes the focus in the timeline, or null. */
export function feedMoveOf(press: KeyPress): FeedMove | null {
  if (press.ctrlKey || press.metaKey || press.altKey || press.shiftKey) return null
  return Object.hasOwn(MOVES, press.key) ? MOVES[press.key]! : null
}
