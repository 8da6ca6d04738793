/** `/link_preview` over real HTTP. Nothing here is fetched: every link is refused before a packet leaves. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { removeFolders } from '../../sync-server/support/a-server.ts'
import { aMinimostCrew, type MinimostCrew } from '../support/a-minimost-client.ts'

let crew: MinimostCrew
beforeAll(async () => {
  crew = await aMinimostCrew()
})
afterAll(async () => {
  await crew.crew.api.stop()
  removeFolders()
})

it('[LP8] whoever is not signed in is sent to do so', async () => {
  const answer = await crew.nobody.get('/link_preview?url=http://example.org/')
  expect([answer.status, answer.headers.get('location')]).toEqual([302, '/login'])
})

it('[LP8] what is not looked at is {}', async () => {
  const urls = [
    ...[
      'http://127.0.0.1/',
      'http://localhost/',
      'http://2130706433/',
      'http://[::1]/',
      'http://169.254.169.254/latest/',
    ],
    ...['ftp://example.org', 'javascript:alert(1)', 'nonsense', '', 'http://example.org:22/', crew.crew.api.url],
    ...['http://user:pass@example.org/', 'http://0x7f.1/', `http://example.org/${'x'.repeat(3_000)}`],
  ]
  const asked = ['', '?url=a&url=b', ...urls.map((url) => `?url=${encodeURIComponent(url)}`)]
  for (const query of asked) {
    const answer = await crew.ada.get(`/link_preview${query}`)
    expect([query, answer.status, answer.json]).toEqual([query, 200, {}])
  }
})
