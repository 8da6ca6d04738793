/** Going to one's own last message to edit it: not where its reader does something else by then. */
import { expect, it, vi } from 'vitest'
import { editOwnLast } from '../../../client/components/chat/edit-own-last.ts'
import { GENERAL, PUMP } from '../../../client/fixtures/ridge.ts'
import { openStores } from '../stores/support.ts'

const OWN_LAST = 'Filter B is in. Old one was half clay.'

function aChat() {
  const { stores } = openStores()
  const edit = vi.fn()
  const chat = {
    ...{ stores, chatId: PUMP as string, target: null as string | null, isConnected: true },
    show: async (id: string) => void (chat.target = id),
    messageOf: (id: string) => stores.timeline(PUMP).view.messages.find((one) => one.id === id),
  }
  const run = (meanwhile: () => void = () => undefined) => {
    const done = editOwnLast(chat, edit)
    meanwhile()
    return done
  }
  return { stores, chat, edit, run }
}

it('[KB8] it is gone to, and edited', async () => {
  const { chat, edit, run } = aChat()
  await run()
  expect(edit.mock.calls).toMatchObject([[{ text: OWN_LAST, id: chat.target }]])
})

it.each([
  ['writes something', ({ stores }: ReturnType<typeof aChat>) => stores.drafts.set(PUMP, 'Is')],
  ['goes to another chat', ({ chat }: ReturnType<typeof aChat>) => void (chat.chatId = GENERAL)],
  ['leaves', ({ chat }: ReturnType<typeof aChat>) => void (chat.isConnected = false)],
])('[KB8] who %s by then is not taken there', async (_, does) => {
  const all = aChat()
  await all.run(() => does(all))
  expect([all.chat.target, all.edit.mock.calls.length]).toEqual([null, 0])
})

it('[KB8] it is edited once it is loaded, unless its reader goes elsewhere', async () => {
  for (const goes of [false, true]) {
    const { stores, chat, edit, run } = aChat()
    const { messageOf } = chat
    chat.messageOf = () => undefined
    await run()
    expect([chat.target === null, edit.mock.calls.length]).toEqual([false, 0])
    if (goes) chat.target = 'another'
    chat.messageOf = messageOf
    stores.timeline(PUMP).jumpToLatest()
    expect(edit.mock.calls.length).toBe(goes ? 0 : 1)
  }
})
