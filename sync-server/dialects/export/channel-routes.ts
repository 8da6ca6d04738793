/** `/export/channels` and `/export/channels/{id}` (docs/behaviour.md, EX1-EX9, EX15-EX18). */
import { exportedChannel, findExportedChannel, listExportedChannels } from '../../access/exported-channel.ts'
import { channelTag, listTag, type Versions } from '../../export/etag.ts'
import { channelRounds, follow, listRounds, wakeBy } from '../../export/follow.ts'
import { listWriter, messagesWriter } from '../../export/open-formats.ts'
import { planChannel } from '../../export/plan-channel.ts'
import { planList } from '../../export/plan-list.ts'
import { Waker } from '../../export/waker.ts'
import { headOfPlan, writeChannel, writeList } from '../../export/write-channel.ts'
import { CONTENT_TYPES } from '../../export/writer.ts'
import { ANSWERED, routesOf } from '../../http/route.ts'
import type { CairnContext } from '../../http/state.ts'
import { formatOf, isKnown, setPageHeaders } from './answer.ts'
import type { ExportRouteDeps } from './deps.ts'
import { pagePlaces } from './page-places.ts'
import { readerOf, type Reader } from './reader.ts'
import { channelBody, channelParams, channelQuery, exportQuery, listBody } from './schemas.ts'
import { sendEvents, sendExport } from './send.ts'

const route = routesOf<ExportRouteDeps>()

export const channelRoutes = [
  route(
    {
      method: 'get',
      path: '/channels',
      summary: 'The channels that may be exported, or those that changed since a cursor',
      auth: false,
      query: exportQuery,
      answers: { 200: listBody },
    },
    (deps, { ctx, query }) => {
      const reader = readerOf(deps, ctx)
      const since = query.since ?? lastEventId(ctx, query.follow)
      if (query.follow) {
        planList(deps.exports, reader, since)
        const rounds = listRounds(deps.exports, reader, since)
        return followLive(deps, ctx, reader, null, rounds)
      }
      const format = formatOf(ctx, query.format)
      const channels = listExportedChannels(deps.domain.world(), deps.exports.channels, reader)
      const ids = channels.map(({ id }) => id)
      if (isKnown(ctx, listTag(versionsOf(deps), reader, ids, [format, query.since]))) return ANSWERED
      const plan = planList(deps.exports, reader, query.since)
      setPageHeaders(ctx, format, query.download, 'channels')
      setPlace(ctx, plan.cursor, plan.isReset, false)
      const writer = listWriter(format, pagePlaces(deps.media, deps.media.publicUrl))
      const text = () => writeList(plan, writer)
      sendExport(deps, ctx, reader, { type: CONTENT_TYPES[format], isAllowed: reader.isLive, text })
      return ANSWERED
    },
  ),
  route(
    {
      method: 'get',
      path: '/channels/{id}',
      summary: 'The messages of a channel, or what changed since a cursor',
      auth: false,
      params: channelParams,
      query: channelQuery,
      answers: { 200: channelBody },
    },
    (deps, { ctx, params, query }) => {
      const reader = readerOf(deps, ctx)
      const channel = findExportedChannel(deps.domain.world(), deps.exports.channels, reader, params.id)
      const { id } = channel
      const isAllowed = () =>
        reader.isLive() && exportedChannel(deps.domain.world(), deps.exports.channels, reader, id) !== null
      const since = query.since ?? lastEventId(ctx, query.follow)
      if (query.follow) {
        planChannel(deps.exports, reader, id, { since })
        const rounds = channelRounds(deps.exports, reader, id, since, isAllowed)
        return followLive(deps, ctx, reader, id, rounds, isAllowed)
      }
      const format = formatOf(ctx, query.format)
      const asked = [format, query.since, query.limit]
      if (isKnown(ctx, channelTag(versionsOf(deps), reader, id, asked))) return ANSWERED
      const plan = planChannel(deps.exports, reader, id, query)
      setPageHeaders(ctx, format, query.download, id)
      setPlace(ctx, headOfPlan(plan).cursor, plan.isReset, plan.hasMore)
      const writer = messagesWriter(format, pagePlaces(deps.media, deps.media.publicUrl))
      const text = () => writeChannel(deps.exports, reader, plan, writer, isAllowed)
      sendExport(deps, ctx, reader, { type: CONTENT_TYPES[format], isAllowed, text })
      return ANSWERED
    },
  ),
]

function versionsOf({ domain, startedAs }: ExportRouteDeps): Versions {
  return { world: domain.world, versionOf: domain.versionOf, start: startedAs }
}

/** What a browser says when it comes back to a stream. */
function lastEventId(ctx: CairnContext, isFollowing: string | undefined): string | undefined {
  return isFollowing === undefined ? undefined : ctx.get('Last-Event-ID') || undefined
}

/** For formats that have no room for it. */
function setPlace(ctx: CairnContext, cursor: string, isReset: boolean, hasMore: boolean): void {
  ctx.set('Cairn-Cursor', cursor)
  ctx.set('Cairn-More', String(hasMore))
  if (isReset) ctx.set('Cairn-Reset', 'true')
}

function followLive(
  deps: ExportRouteDeps,
  ctx: CairnContext,
  reader: Reader,
  channelId: string | null,
  rounds: ReturnType<typeof listRounds>,
  isAllowed: () => boolean = reader.isLive,
): typeof ANSWERED {
  const waker = new Waker()
  const stopListening = deps.domain.onLive(wakeBy(waker, channelId, reader.userId))
  const ended = () => {
    stopListening()
    waker.end()
  }
  try {
    sendEvents(deps, ctx, reader, { isAllowed, text: () => follow(rounds, waker), ended })
  } catch (error) {
    ended()
    throw error
  }
  return ANSWERED
}
