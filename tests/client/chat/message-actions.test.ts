import { expect, it } from 'vitest'
import { actionsOf, TOOLBAR } from '../../../client/components/chat/message-actions.ts'
import type { Delivery, MessageView } from '../../../client/stores/message-view.ts'

const RIGHTS = { canPost: true, canReact: true, canPin: true, canDeleteOthers: false }

function own(seq: number, delivery: Delivery) {
  return actionsOf({ seq, delivery, isMine: true, text: 'On my way.' } as MessageView, RIGHTS)
}

it('[UI57] what waits to be sent can be answered, reacted to and pinned, and cancelled by a button on it', () => {
  const offered = own(0, { state: 'saved', since: 0 })
  expect(offered).toEqual(['react', 'reply', 'thread', 'edit', 'pin', 'copy', 'cancel'])
  expect(TOOLBAR.filter((action) => offered.includes(action))).toContain('cancel')
})

it('[UI57] what was refused cannot', () => {
  expect(own(0, { state: 'refused', n: 1, refusal: { code: 'forbidden', reason: '' } })).toEqual([
    ...['edit', 'retry', 'copy', 'discard'],
  ])
})

it('[UI57] what is sent is not cancelled', () => {
  expect(own(5, { state: 'sent' })).not.toContain('cancel')
})
