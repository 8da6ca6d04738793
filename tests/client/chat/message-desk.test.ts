/** A deletion for everyone waits for its undo, by a clock that the test moves. */
import { afterEach, beforeEach, expect, it } from 'vitest'
import '../../../client/app/all-words.ts'
import { MessageDesk, UNDO_MS } from '../../../client/components/chat/message-desk.ts'
import type { MessageView } from '../../../client/stores/message-view.ts'
import { handTimers } from '../stores/support.ts'

const message = { id: 'm1', seq: 4, text: 'wrong chat' } as MessageView

/** What a page has besides: an element that others listen to, and a window that goes. */
const page = globalThis as { window?: EventTarget; HTMLElement?: unknown }
const before = { window: page.window, HTMLElement: page.HTMLElement }
beforeEach(() => Object.assign(page, { window: new EventTarget(), HTMLElement: class {} }))
afterEach(() => void Object.assign(page, before))

function aDesk() {
  const host = Object.assign(new EventTarget(), {
    chatId: 'pumps',
    addController: () => undefined,
    removeController: () => undefined,
    requestUpdate: () => undefined,
    updateComplete: Promise.resolve(true),
  })
  const written: string[] = []
  host.addEventListener('message-deleted', (event) => {
    const { detail } = event as HTMLElementEventMap['message-deleted']
    written.push(`${detail.chatId}/${detail.message.id}`)
  })
  const timers = handTimers()
  const desk = new MessageDesk(
    host as never,
    () => null,
    () => null,
    timers,
  )
  desk.hostConnected()
  desk.act(new CustomEvent('message-action', { detail: { action: 'delete', message } }) as never)
  return { desk, host, timers, written }
}

it('[MG31] nothing is written for five seconds, then it is, once', () => {
  const { desk, timers, written } = aDesk()
  expect([...desk.deleting]).toEqual(['m1'])
  timers.advance(UNDO_MS - 1)
  expect(written).toEqual([])
  timers.advance(1)
  expect(written).toEqual(['pumps/m1'])
  timers.advance(UNDO_MS)
  expect(written).toEqual(['pumps/m1'])
  expect(desk.deleting.size).toBe(0)
  expect(UNDO_MS).toBe(5_000)
})

it('[MG31] a page that goes writes it at once', () => {
  const { timers, written } = aDesk()
  page.window!.dispatchEvent(new Event('pagehide'))
  expect(written).toEqual(['pumps/m1'])
  timers.advance(UNDO_MS)
  expect(written).toEqual(['pumps/m1'])
})

it('[MG31] leaving the chat writes it too, to the chat where it was asked for', () => {
  const { desk, host, written } = aDesk()
  host.chatId = 'wells'
  desk.hostDisconnected()
  expect(written).toEqual(['pumps/m1'])
})

it('[MG31] who undoes it in time keeps the message', () => {
  const { desk, timers, written } = aDesk()
  timers.advance(UNDO_MS - 1)
  desk.undo(new CustomEvent('delete-undone', { detail: { messageId: 'm1' } }))
  timers.advance(UNDO_MS)
  page.window!.dispatchEvent(new Event('pagehide'))
  expect(written).toEqual([])
  expect(desk.deleting.size).toBe(0)
})
