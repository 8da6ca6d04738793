import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { aServer, removeFolders, type AServer, type AServerOptions } from '../../sync-server/support/a-server.ts'

let server: AServer | null = null
const start = async (options?: AServerOptions) => (server = await aServer(options))
afterEach(() => server?.stop())
afterAll(removeFolders)

describe('GET /api/v1/auth/me', () => {
  it('is 401 without a session, in the words of the reference', async () => {
    const { browser } = await start()
    const answer = await browser().get('/api/v1/auth/me')
    expect([answer.status, await answer.json()]).toEqual([401, { detail: 'not signed in' }])
  })

  it('tells who is signed in', async () => {
    const { browser } = await start()
    const ada = browser()
    await ada.signUp('ada')
    const answer = await ada.get('/api/v1/auth/me')
    expect([answer.status, await answer.json()]).toMatchObject([200, { id: 1, username: 'ada', email: null }])
  })

  it('is 404 for a path that is not there', async () => {
    const { browser } = await start()
    const answer = await browser().get('/api/v1/nothing')
    expect([answer.status, await answer.json()]).toEqual([404, { detail: 'Not found' }])
    expect((await browser().get('/api/v1/%zz')).status).toBeLessThan(500)
  })
})
