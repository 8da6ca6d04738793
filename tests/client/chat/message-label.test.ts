import '../../../client/app/all-words.ts'
import { describe, expect, it } from 'vitest'
import { messageLabel } from '../../../client/components/chat/message-label.ts'
import type { MessageView } from '../../../client/stores/message-view.ts'

const AT = new Date(2026, 2, 3, 13, 2).getTime()

function aView(given: Partial<MessageView> = {}): MessageView {
  return {
    id: 'm1',
    by: 1,
    author: { userId: 1, name: 'Ana', username: 'ana' },
    type: 'text',
    text: 'Valve 4 checked',
    event: null,
    isEncrypted: false,
    at: AT,
    writtenAt: AT,
    seq: 1,
    isMine: false,
    isSystem: false,
    isReply: false,
    isDeleted: false,
    isPinned: false,
    mentionsMe: false,
    editedAt: null,
    replyTo: null,
    forwardedFrom: null,
    files: [],
    links: [],
    reactions: [],
    thread: null,
    delivery: null,
    waiting: null,
    yourVersion: null,
    ...given,
  }
}

const label = (given: Partial<MessageView>) => messageLabel(aView(given), AT)

describe('what a reader hears of a message', () => {
  it('[UI50] a change that waits is said to wait', () => {
    expect(label({ isDeleted: true, text: '', waiting: 'delete' })).toMatch(
      /This message was deleted, Deletion saved on this device, not sent yet$/,
    )
    expect(label({ editedAt: AT, waiting: 'edit' })).toMatch(/checked, Edit saved on this device, not sent yet$/)
    expect(label({ editedAt: AT })).toMatch(/checked, edited$/)
  })

  it('[UI192] what is encrypted is said to be so', () => {
    expect(label({ isEncrypted: true, text: '' })).toMatch(/^Ana, [^,]+, Encrypted message$/)
    expect(label({ isEncrypted: true, isDeleted: true, text: '' })).toMatch(/, This message was deleted$/)
  })

  it('[UI51] a late message tells the day it was written on where that is another', () => {
    expect(label({ writtenAt: AT - 60 * 60_000 })).toMatch(/written 12:02/)
    expect(label({ writtenAt: AT - 24 * 60 * 60_000 })).toMatch(/written Mon/)
  })
})
