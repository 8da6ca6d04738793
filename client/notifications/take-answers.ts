/**
 * What was answered on notifications becomes this device's own writes (docs/behaviour.md, NF16, NF17): into the outbox
 * first, out of the box then. A page that dies in between does it again, and it is the same message.
 */
import { markRead } from '../../schema/edits/mark-read.ts'
import { postMessage } from '../../schema/edits/post-message.ts'
import { findMessageValue } from '../../schema/edits/register-write.ts'
import { excerptOfMessage } from '../../schema/projection/excerpt-of.ts'
import { chatIsRead } from '../stores/is-read.ts'
import type { Device } from '../sync/device.ts'
import type { NoticeAnswer } from './notice.ts'

export interface AnswerBox {
  kept(): Promise<readonly NoticeAnswer[]>
  forget(id: string): Promise<void>
}

/** @param lock  one page at a time */
export async function takeAnswers(
  device: Pick<Device, 'userId' | 'world' | 'write' | 'view' | 'newestVolume'>,
  box: AnswerBox,
  lock: (work: () => Promise<void>) => Promise<void>,
): Promise<void> {
  await lock(async () => {
    for (const answer of await box.kept()) {
      if (answer.user !== device.userId) continue
      // What it answers is found once its chat was read.
      await chatIsRead(device, answer.chat)
      const writes = writesOf(device, answer)
      if (writes.length > 0) await device.write(writes)
      await box.forget(answer.id)
    }
  })
}

function writesOf(device: Pick<Device, 'userId' | 'world'>, answer: NoticeAnswer) {
  const { id, chat, message, seq, text, quotes } = answer
  const world = device.world()
  const me = device.userId
  const read = markRead(world, me, { channelId: chat, seq, messageId: message })
  if (text === null || findMessageValue(world, chat, id)) return read
  const quoted = quotes ? findMessageValue(world, chat, message) : null
  const replyTo = quoted ? { id: message, excerpt: excerptOfMessage(quoted) || undefined } : undefined
  return [...postMessage(world, me, { channelId: chat, messageId: id, text, replyTo, keepsDraft: true }), ...read]
}
