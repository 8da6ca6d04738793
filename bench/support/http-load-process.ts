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
  const result = await autocannon({
    ...{ url, method, headers: { ...headers }, connections, duration: seconds, idReplacement: body !== undefined },
    ...(body === undefined ? {} : { body }),
  })
  return { perSecond: result.requests.total / result.duration, failed: result.non2xx + result.errors }
})
