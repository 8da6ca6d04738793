import { afterAll, expect, it } from 'vitest'
import { aServer, removeFolders } from '../support/a-server.ts'

afterAll(removeFolders)

it('[OA3] the page and all that it loads come from this server', async () => {
  const server = await aServer()
  const read = async (path: string) => {
    const answer = await fetch(server.url + path)
    return { status: answer.status, text: await answer.text(), policy: answer.headers.get('content-security-policy') }
  }
  const { text, policy } = await read('/docs')
  const loaded = [...text.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => match[1] as string)
  expect(loaded.length).toBeGreaterThan(2)
  for (const path of loaded) {
    expect(path).toMatch(/^\//)
    expect((await read(path)).status).toBe(200)
  }
  expect(policy).toContain("default-src 'self'")
  const described = JSON.parse((await read('/docs/openapi.json')).text) as { openapi: string; paths: object }
  expect(described.openapi).toBe('3.1.0')
  expect(Object.keys(described.paths).length).toBeGreaterThan(50)
  await server.stop()
})
