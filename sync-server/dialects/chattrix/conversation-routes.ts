/** `/api/conversations` (seed 002, "Conversations"). Saved messages are another dialect's alone. */
import type { UserId } from '../../../schema/ids.ts'
import { MAX_NAME_CHARS } from '../../../schema/limits.ts'
import { createChannel } from '../../commands/create-channel.ts'
import type { CommandDeps } from '../../commands/deps.ts'
import { openDirect } from '../../commands/open-direct.ts'
import { FieldError } from '../../http/field-error.ts'
import { Reply, routesOf } from '../../http/route.ts'
import type { ChatView } from '../../queries/chat-view.ts'
import { hasDirect } from '../../queries/find-direct.ts'
import { listChats } from '../../queries/list-chats.ts'
import { presentConversation, presentConversations } from './present-conversation.ts'
import { peopleFor } from './present-user.ts'
import { conversationCreate, conversationCreated, conversationList } from './schemas/conversations.ts'

export interface ConversationDeps {
  readonly domain: CommandDeps
}

const route = routesOf<ConversationDeps>()

export const conversationRoutes = [
  route(
    {
      method: 'get',
      path: '/api/conversations',
      summary: 'One’s conversations, newest activity first',
      auth: true,
      answers: { 200: conversationList },
    },
    ({ domain }, { session: { userId } }) => {
      const all = [false, true].flatMap((isArchived) => listChats(domain, userId, { limit: Infinity, isArchived }))
      const chats = all
        .filter(({ kind }) => kind !== 'saved')
        .sort((a, b) => b.activityAt - a.activityAt || b.num - a.num)
      return { conversations: presentConversations(domain, userId, chats) }
    },
  ),
  route(
    {
      method: 'post',
      path: '/api/conversations',
      summary: 'Begin a conversation; the private one of two people is returned with 200 when it is there',
      auth: true,
      body: conversationCreate,
      answers: { 200: conversationCreated, 201: conversationCreated },
    },
    async ({ domain }, { session: { userId }, body }): Promise<Reply> => {
      const others = [...new Set(body.participant_ids)].filter((one) => one !== userId)
      const [other] = others
      if (body.type === 'group')
        return new Reply(201, created(domain, userId, await found(domain, userId, others, body.name)))
      if (other === undefined || others.length > 1)
        throw wrong('a private conversation has exactly one other participant')
      const isThere = hasDirect(domain, userId, other)
      const answer = created(domain, userId, await openDirect(domain, userId, other))
      return isThere ? new Reply(200, { ...answer, message: 'Conversation already exists' }) : new Reply(201, answer)
    },
  ),
]

function created(domain: CommandDeps, userId: UserId, chat: ChatView) {
  const conversation = presentConversation(domain, userId, chat)
  return { success: true as const, message: 'Conversation created successfully', conversation }
}

/** A group of no name is called by its people. */
function found(domain: CommandDeps, userId: UserId, others: number[], name?: string | null): Promise<ChatView> {
  const person = peopleFor(domain, userId)
  const names = [userId, ...(others as UserId[])].map((one) => person(one).display_name)
  const title = name ?? names.join(', ').slice(0, MAX_NAME_CHARS).trim()
  return createChannel(domain, userId, { kind: 'private', title, memberIds: others })
}

function wrong(msg: string): FieldError {
  return new FieldError([{ loc: ['body', 'participant_ids'], msg }])
}
