/** Who is there, and who types, in minimost (seed 000, Users and Presence). */
import { z } from 'zod'
import { setTyping } from '../../commands/set-typing.ts'
import { routesOf } from '../../http/route.ts'
import { REST_STATES } from '../../presence/rest-presence.ts'
import { listPresences } from '../../queries/list-people.ts'
import { findChannel, usernameOf } from './channel-name.ts'
import type { MinimostDeps } from './deps.ts'
import { names } from './schemas.ts'

const route = routesOf<MinimostDeps>()
const params = z.object({ channel: z.string() })
const state = z.enum(REST_STATES)

export const presenceRoutes = [
  route(
    {
      method: 'get',
      path: '/online_users',
      summary: 'Where people are who are there or were of late',
      auth: true,
      answers: { 200: z.record(z.string(), state), 302: null },
    },
    ({ domain, presence }, { session }) => {
      const world = domain.world()
      return Object.fromEntries(
        listPresences(domain, session.userId).map(({ userId, presence: shown }) => {
          const isHidden = shown === 'offline' && presence.isHidden(userId)
          return [usernameOf(world, userId), isHidden ? ('hidden' as const) : shown]
        }),
      )
    },
  ),
  route(
    {
      method: 'post',
      path: '/presence',
      summary: 'Say where one is',
      auth: true,
      body: z.object({ state }),
      answers: { 204: null, 302: null },
    },
    ({ presence }, { session, body }) => presence.setState(session.userId, body.state),
  ),
  route(
    {
      method: 'get',
      path: '/typing/{channel}',
      summary: 'Who else types in a channel now',
      auth: true,
      params,
      answers: { 200: names, 302: null },
    },
    ({ domain }, { session: { userId }, params: { channel } }) => {
      const world = domain.world()
      const { id } = findChannel(domain, userId, channel)
      return domain.typists(id, userId).map((typist) => usernameOf(world, typist))
    },
  ),
  route(
    {
      method: 'post',
      path: '/typing/{channel}',
      summary: 'Say that one types; without a session nothing happens',
      auth: false,
      params,
      answers: { 204: null },
    },
    ({ domain }, { session, params: { channel } }) => {
      if (session)
        setTyping(domain, session.userId, { channel: findChannel(domain, session.userId, channel), isTyping: true })
    },
  ),
]
