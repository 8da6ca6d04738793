import { expect, it } from 'vitest'
import { actionsOf, TOOLBAR } from '../../../client/components/chat/message-actions.ts'
import type { Delivery, MessageView } from '../../../client/stores/message-view.ts'

const RIGHTS = { canPost: true, canReact: true, canPin: true, canDeleteOthers: false }

function own(seq: number, delivery: Delivery) {
  return actionsOf({ seq, delivery, isMine: true, text: 'On my way.', reactions: [] } as unknown as MessageView, RIGHTS)
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

it('[UI95] who reacted is told where anybody did, also where one may not react', () => {
  const reactions = [{ name: 'eyes', emoji: '👀', people: [], isMine: false }]
  const offered = (more: object) =>
    actionsOf({ seq: 5, text: 'Yes', reactions, ...more } as unknown as MessageView, { ...RIGHTS, canReact: false })
  expect(offered({})).toContain('reactions')
  expect(offered({ reactions: [] })).not.toContain('reactions')
})
