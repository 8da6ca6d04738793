/** Up in an empty box, where no own message is loaded: finds one's own last, goes to it and edits it (docs/behaviour.md, KB8). */
import type { ChannelId } from '../../../schema/ids.ts'
import type { MessageView } from '../../stores/message-view.ts'
import { ownLast } from '../../stores/own-last.ts'
import type { Stores } from '../../stores/stores.ts'

interface Place {
  readonly isConnected: boolean
  readonly stores: Stores | null
  readonly chatId: string
  /** The message that is shown and marked. */
  readonly target: string | null
  show(messageId: string): Promise<void>
  /** Finds a message among those that are loaded. */
  messageOf(messageId: string): MessageView | undefined
}

/** @param edit  told the message once it is loaded; nothing is done where there is none, or its reader does something else by then */
export async function editOwnLast(chat: Place, edit: (message: MessageView) => void): Promise<void> {
  const { stores, chatId } = chat
  if (!stores) return
  const isLeft = () => !chat.isConnected || chat.chatId !== chatId || stores.drafts.text(chatId) !== ''
  const id = await ownLast(stores.device, chatId as ChannelId)
  if (id === null || isLeft()) return
  await chat.show(id)
  const stop = stores.timeline(chatId as ChannelId).subscribe(look)
  look()

  function look(): void {
    const message = chat.messageOf(id!)
    const isOver = isLeft() || chat.target !== id
    if (!isOver && !message) return
    stop()
    if (!isOver) edit(message!)
  }
}
