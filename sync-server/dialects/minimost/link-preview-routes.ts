/** `/link_preview` of minimost (seed 000; docs/behaviour.md, LP8): a card, or `{}`, whatever the reason. */
import { z } from 'zod'
import { routesOf } from '../../http/route.ts'
import type { MinimostDeps } from './deps.ts'

const route = routesOf<MinimostDeps>()

const page = z.object({
  type: z.literal('og'),
  title: z.string(),
  description: z.string().nullable(),
  image: z.string().nullable(),
  domain: z.string(),
  url: z.string(),
})
const line = z.int().positive()
const code = z.object({
  type: z.literal('code'),
  filename: z.string(),
  filepath: z.string(),
  language: z.string(),
  first_line_num: line,
  highlight_start: line,
  highlight_end: line,
  code: z.string(),
  total_lines: line,
  url: z.string(),
})
const nothing = z.object({})

export const linkPreviewRoutes = [
  route(
    {
      method: 'get',
      path: '/link_preview',
      summary: 'What a link leads to; {} when nothing is known of it',
      auth: true,
      // Sent twice or not at all, it is nothing that could be looked at.
      query: z.object({ url: z.string().catch('') }),
      answers: { 200: z.union([page, code, nothing]), 302: null },
    },
    async ({ previews }, { session, query }) => (await previews.preview(session.userId, query.url)) ?? {},
  ),
]
