import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { benyaGroups } from '../../../sync-server/dialects/benya/routes.ts'
import { openApi, type RouteGroup } from '../../../sync-server/http/openapi.ts'

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
})
