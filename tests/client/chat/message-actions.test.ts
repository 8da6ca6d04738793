import { expect, it } from 'vitest'
import { lastEditable } from '../../../client/components/chat/last-message.ts'
import { actionsOf, TOOLBAR } from '../../../client/components/chat/message-actions.ts'
import type { Delivery, MessageView } from '../../../client/stores/message-view.ts'

const RIGHTS = { canPost: true, canReact: true, canPin: true, canDeleteOthers: false }

function own(seq: number, delivery: Delivery, more: Partial<MessageView> = {}) {
  const message = { seq, delivery, isMine: true, text: 'On my way.', reactions: [], links: [], forwardedFrom: null }
  return actionsOf({ ...message, ...more } as unknown as MessageView, RIGHTS)
}

const REFUSED: Delivery = { state: 'refused', n: 1, refusal: { code: 'forbidden', reason: '' } }

it('[UI57] what waits to be sent can be answered, reacted to and pinned, and cancelled by a button on it', () => {
  const offered = own(0, { state: 'saved', since: 0 })
  expect(offered).toEqual(['react', 'reply', 'thread', 'edit', 'pin', 'copy', 'cancel'])
  expect(TOOLBAR.filter((action) => offered.includes(action))).toContain('cancel')
})

it('[UI57] what was refused cannot', () => {
  expect(own(0, REFUSED)).toEqual(['edit', 'retry', 'copy', 'discard'])
})

it('[UI41] a refused forward, or what brings links of elsewhere, goes into no composer: it is not offered to be edited', () => {
  const forwardedFrom = { id: 'm1', author: null, excerpt: '', isDeleted: false }
  const links = [{ url: 'https://a.example/x', name: 'x', type: 'text/plain', bytes: 1 }]
  for (const more of [{ forwardedFrom }, { links }] as Partial<MessageView>[]) {
    expect(own(0, REFUSED, more)).toEqual(['retry', 'copy', 'discard'])
    expect(own(5, { state: 'sent' }, more)).toContain('edit')
    const message = { id: 'm2', delivery: REFUSED, isMine: true, links: [], forwardedFrom: null, ...more }
    expect(lastEditable([message as unknown as MessageView])).toBeUndefined()
  }
})

it('[UI221] a refused message that is only a file has nothing to copy', () => {
  expect(own(0, REFUSED, { text: '' })).toEqual(['edit', 'retry', 'discard'])
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
