import { expect, it } from 'vitest'
import { listenToWindow } from '../../../client/app/listen-to-window.ts'

function aPage() {
  const done: string[] = []
  const device = {
    tryNow: () => void done.push('try now'),
    networkLost: () => void done.push('network lost'),
    flush: () => void done.push('flush device'),
    stop: async () => void done.push('stop'),
  }
  const window = new EventTarget()
  const shown: { visibilityState: DocumentVisibilityState } = { visibilityState: 'visible' }
  const document = Object.assign(new EventTarget(), shown)
  const chats = { flush: () => void done.push('flush chats') }
  const mutes = { look: () => void done.push('look at mutes') }
  listenToWindow(device, { chats, mutes }, window, document)
  const after = (of: EventTarget, type: string) => {
    done.length = 0
    of.dispatchEvent(new Event(type))
    return [...done]
  }
  return { device, window, document, after }
}

it('[UI82] the link is asked when the network comes or goes, and when somebody comes back', () => {
  const { window, document, after } = aPage()
  for (const type of ['online', 'focus']) expect(after(window, type), type).toEqual(['try now'])
  expect(after(window, 'offline')).toEqual(['network lost'])
  expect(after(document, 'visibilitychange')).toContain('try now')
})

it('[UI190] a mute may be over when somebody comes back', () => {
  const { document, after } = aPage()
  expect(after(document, 'visibilitychange')).toContain('look at mutes')
})

it('[UI37] what is not kept yet is kept when the page goes', () => {
  const { window, document, after } = aPage()
  expect(after(window, 'pagehide')).toEqual(['flush chats', 'flush device'])
  document.visibilityState = 'hidden'
  expect(after(document, 'visibilitychange')).toEqual(['flush chats', 'flush device'])
})

it('nothing is heard of the window after the device was stopped', async () => {
  const { device, window, after } = aPage()
  await device.stop()
  expect(after(window, 'focus')).toEqual([])
})
