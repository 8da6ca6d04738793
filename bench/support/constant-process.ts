/** The baseline of REST: the same Koa, router and body parser, which answer every request with a text that was set. */
import type { AddressInfo } from 'node:net'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { bodyParser } from '@koa/bodyparser'
import Router from '@koa/router'
import Koa from 'koa'
import { answerRequests } from './processes.ts'

let text = '{}'
const app = new Koa()
const router = new Router()
app.use(bodyParser())
router.all('/{*path}', (ctx) => {
  ctx.type = 'json'
  ctx.body = text
})
app.use(router.routes())
const answer = app.callback()
const server = createServer((request, response) => void answer(request, response))
server.listen(0, '127.0.0.1')
await once(server, 'listening')

answerRequests(async (request: { text?: string }) => {
  text = request.text ?? text
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
