/** Who has read what, in minimost (seed 000, Read Receipts). */
import { z } from 'zod'
import type { UserId } from '../../../schema/ids.ts'
import { markPosition } from '../../commands/mark-position.ts'
import { ANSWERED, routesOf } from '../../http/route.ts'
import type { QueryDeps } from '../../queries/deps.ts'
import { listReceipts, type Receipts } from '../../queries/list-receipts.ts'
import { findChannel, usernameOf } from './channel-name.ts'
import type { MinimostDeps } from './deps.ts'
import { jsonObject } from './json-stream.ts'
import { arrivals } from './present-message.ts'
import { namesByKey } from './schemas.ts'

const route = routesOf<MinimostDeps>()
const params = z.object({ channel: z.string() })

export const receiptRoutes = [
  route(
    {
      method: 'post',
      path: '/mark_read/{channel}',
      summary: 'Read everything in a channel',
      auth: true,
      params,
      answers: { 204: null, 302: null },
    },
    async ({ domain }, { session: { userId }, params: { channel: name } }) => {
      const channel = findChannel(domain, userId, name)
      const last = domain.messages.last(channel.id)
      if (last) await markPosition(domain, userId, { channel, id: last.id, reached: 'read' })
    },
  ),
  route(
    {
      method: 'get',
      path: '/read_receipts/{channel}',
      summary: 'The `ts` of each message as text -> who else has read it',
      auth: true,
      params,
      answers: { 200: namesByKey, 302: null },
    },
    ({ domain }, { ctx, session: { userId }, params: { channel } }) => {
      ctx.type = 'json'
      ctx.body = jsonObject(inWords(domain, listReceipts(domain, userId, findChannel(domain, userId, channel))))
      return ANSWERED
    },
  ),
]

function* inWords(deps: QueryDeps, pieces: Iterable<Receipts[]>): Iterable<[string, string[]][]> {
  const arrivalOf = arrivals(deps)
  for (const receipts of pieces) {
    const world = deps.world()
    const name = (userId: UserId) => usernameOf(world, userId)
    yield receipts
      .filter(({ readers }) => readers.length > 0)
      .map(({ message, readers }) => [String(arrivalOf(message)), readers.map(name)])
  }
}
