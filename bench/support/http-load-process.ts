/** Sends requests as fast as they are answered, over a number of connections; in a process of its own. */
import autocannon from 'autocannon'
import { answerRequests } from './processes.ts'

export interface HttpLoad {
  readonly url: string
  readonly method: 'GET' | 'POST'
  readonly headers: Readonly<Record<string, string>>
  /** `[<id>]` in it becomes another text in each request. */
  readonly body?: string
  readonly connections: number
  readonly seconds: number
}

export interface HttpLoadResult {
  readonly perSecond: number
  readonly failed: number
}

answerRequests(async ({ url, method, headers, body, connections, seconds }: HttpLoad): Promise<HttpLoadResult> => {
  let sent = 0
  // Its own replacement of ids breaks the request's length, and no request is ever answered.
  const setupRequest = (request: autocannon.Request) => ({ ...request, body: body?.replace('[<id>]', `${++sent}`) })
  const result = await autocannon({
    ...{ url, method, headers: { ...headers }, connections, duration: seconds },
    ...(body === undefined ? {} : { requests: [{ method, setupRequest }] }),
  })
  return { perSecond: result.requests.total / result.duration, failed: result.non2xx + result.errors }
})
