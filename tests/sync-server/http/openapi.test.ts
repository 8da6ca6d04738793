import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { benyaGroups } from '../../../sync-server/dialects/benya/routes.ts'
import { openApi, type RouteGroup } from '../../../sync-server/http/openapi.ts'
import type { SocketSpec } from '../../../sync-server/http/route-spec.ts'

type Described = { paths: Record<string, Record<string, Record<string, unknown>>> }

const describeGroups = (groups: readonly RouteGroup[]) =>
  openApi(groups, '1.0.0', 'http://here') as unknown as Described

describe('the OpenAPI document', () => {
  it('[OA1] is made from what validates: parameters, body, answers', () => {
    const described = describeGroups([
      {
        ...{ tag: 'chats', prefix: '/api', error: z.object({ detail: z.string() }) },
        routes: [
          {
            ...{ method: 'put', path: '/chats/{chat_id}/title', summary: 'Rename', auth: true },
            params: z.object({ chat_id: z.string().regex(/^\d+$/).transform(Number) }),
            query: z.object({ loud: z.enum(['true', 'false']).optional() }),
            body: z.object({ title: z.string().max(128) }),
            answers: { 200: z.object({ id: z.int() }) },
          },
        ],
      },
    ])
    expect(described.paths['/api/chats/{chat_id}/title']?.put).toMatchObject({
      tags: ['chats'],
      security: [{ bearer: [] }, { session: [] }],
      parameters: [
        { name: 'chat_id', in: 'path', required: true, schema: { type: 'string', pattern: '^\\d+$' } },
        { name: 'loud', in: 'query', required: false },
      ],
      requestBody: {
        content: { 'application/json': { schema: { properties: { title: { type: 'string', maxLength: 128 } } } } },
      },
      responses: {
        200: { content: { 'application/json': { schema: { properties: { id: { type: 'integer' } } } } } },
        401: { content: { 'application/json': { schema: { properties: { detail: { type: 'string' } } } } } },
        422: {},
      },
    })
  })

  it('[OA2] describes every route that is mounted', () => {
    const { paths } = describeGroups(benyaGroups)
    const described = Object.values(paths).reduce((sum, methods) => sum + Object.keys(methods).length, 0)
    const mounted = benyaGroups.reduce((sum, { routes }) => sum + routes.length, 0)
    expect(described).toBe(mounted)
    expect(mounted).toBeGreaterThan(0)
  })

  it('[OA2] describes sockets that share a path as one operation, with the parameters of each', () => {
    const socket = (tag: string, query: z.ZodObject): SocketSpec => ({
      ...{ tag, path: '/ws', summary: `Of ${tag}`, query },
      events: [{ name: `said-in-${tag}`, from: 'client', summary: 'Say it', data: z.object({ text: z.string() }) }],
    })
    const sockets = [socket('rooms', z.object({ room: z.string() })), socket('chats', z.object({ token: z.string() }))]
    const { paths } = openApi([], '1.0.0', 'http://here', sockets) as unknown as Described
    expect(Object.keys(paths)).toEqual(['/ws'])
    expect(paths['/ws']?.get).toMatchObject({
      ...{ tags: ['rooms', 'chats'], summary: 'Of rooms · Of chats' },
      description: expect.stringMatching(/\*\*rooms\*\*[^]*`said-in-rooms`[^]*\*\*chats\*\*[^]*`said-in-chats`/),
      parameters: [
        { name: 'room', required: false },
        { name: 'token', required: false },
      ],
      'x-events': [{ name: 'said-in-rooms' }, { name: 'said-in-chats' }],
    })
  })
})
