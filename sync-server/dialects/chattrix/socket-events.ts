/** What a client says over Socket.IO (docs/behaviour.md, CX15, CX16, CX19): each event is the command that a request would be. */
import type { Socket } from 'socket.io'
import type { z } from 'zod'
import { CairnError, ErrorCode } from '../../../schema/errors.ts'
import type { Channel } from '../../../schema/rules/channel.ts'
import { findOwnChannel } from '../../access/find-channel.ts'
import { markPosition } from '../../commands/mark-position.ts'
import { setTyping } from '../../commands/set-typing.ts'
import { parseInput } from '../../http/route.ts'
import type { Log } from '../../log.ts'
import { describeError } from './errors.ts'
import { presentOne } from './present-message.ts'
import { conversationEvent, readEvent, sendEvent } from './schemas/events.ts'
import { findPostable, sendMessage, type SendDeps } from './send-message.ts'
import type { SocketClient } from './socket-client.ts'

export interface EventDeps extends SendDeps {
  readonly log: Log
}

/** What an acknowledgement holds beside `success`. */
type Answer = Readonly<Record<string, unknown>>

interface ClientEvent<S extends z.ZodType> {
  readonly data: S
  handle(deps: EventDeps, client: SocketClient, data: z.output<S>): Answer | Promise<Answer>
}

const on = <S extends z.ZodType>(data: S, handle: ClientEvent<S>['handle']): ClientEvent<z.ZodType> => {
  return { data, handle }
}

const EVENTS: ReadonlyMap<string, ClientEvent<z.ZodType>> = new Map([
  [
    'join_conversation',
    on(conversationEvent, (deps, client, { conversation_id }) => {
      client.joined.add(own(deps, client, conversation_id).id)
      return { conversation_id }
    }),
  ],
  [
    'leave_conversation',
    on(conversationEvent, (deps, client, { conversation_id }) => {
      client.joined.delete(own(deps, client, conversation_id).id)
      return { conversation_id }
    }),
  ],
  [
    'send_message',
    on(sendEvent, async (deps, client, { conversation_id, ...input }) => {
      const channel = findPostable(deps, client.userId, conversation_id)
      const sent = await sendMessage(deps, client.userId, channel, input)
      return { message: 'Message sent successfully', message_data: presentOne(deps.domain, client.userId, sent) }
    }),
  ],
  [
    'typing_start',
    on(conversationEvent, (deps, client, { conversation_id }) => type(deps, client, conversation_id, true)),
  ],
  [
    'typing_stop',
    on(conversationEvent, (deps, client, { conversation_id }) => type(deps, client, conversation_id, false)),
  ],
  [
    'mark_as_read',
    on(readEvent, async ({ domain }, client, { conversation_id, message_id: id }) => {
      const channel = own({ domain }, client, conversation_id)
      const { readId } = await markPosition(domain, client.userId, { channel, id, reached: 'read' })
      return { conversation_id, message_id: readId }
    }),
  ],
])

/** Hears everything that this socket says from now on. */
export function hearClient(deps: EventDeps, client: SocketClient, socket: Socket): void {
  socket.onAny((name: string, ...args: unknown[]) => {
    const last = args.at(-1)
    const acknowledge = typeof last === 'function' ? (last as (answer: unknown) => void) : () => undefined
    answer(deps, client, name, typeof args[0] === 'function' ? undefined : args[0]).then(
      (found) => acknowledge({ success: true, ...found }),
      (error: unknown) => {
        const { status, code, message, errors } = describeError(error)
        if (status >= 500) deps.log.error({ err: error }, 'event failed')
        client.tell('error', { message, code, event: name.slice(0, 64) })
        acknowledge({ success: false, message, ...(errors ? { errors } : {}), code })
      },
    )
  })
}

/** It does not type any more where nothing else says so. */
export function stopTyping({ domain }: Pick<SendDeps, 'domain'>, client: SocketClient): void {
  for (const channelId of client.typing) domain.sayTyping(client.userId, channelId, false)
  client.typing.clear()
}

async function answer(deps: EventDeps, client: SocketClient, name: string, data: unknown): Promise<Answer> {
  if (!client.maySpeak(deps.domain.now())) throw new CairnError(ErrorCode.Rate, 'too many events')
  const event = EVENTS.get(name)
  if (!event) throw new CairnError(ErrorCode.NotFound, 'There is no such event')
  return event.handle(deps, client, parseInput('body', event.data, data))
}

function own({ domain }: Pick<SendDeps, 'domain'>, { userId }: SocketClient, num: number): Channel {
  return findOwnChannel(domain.world(), domain.channels, userId, num)
}

function type(deps: EventDeps, client: SocketClient, num: number, isTyping: boolean): Answer {
  const channel = own(deps, client, num)
  setTyping(deps.domain, client.userId, { channel, isTyping })
  if (isTyping) client.typing.add(channel.id)
  else client.typing.delete(channel.id)
  return { conversation_id: num }
}
