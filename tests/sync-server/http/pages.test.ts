import { mkdirSync, writeFileSync, cpSync, rmSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { aServer, newFolder, removeFolders, type AServer, type AServerOptions } from '../support/a-server.ts'

let server: AServer | null = null
const start = async (options?: AServerOptions) => (server = await aServer(options))
afterEach(() => server?.stop())
afterAll(removeFolders)

/** A project with a built web app of three files. */
function aBuiltProject(): string {
  const folder = newFolder()
  const pages = 'sync-server/dialects/minimost/pages'
  cpSync(fileURLToPath(new URL(`../../../${pages}`, import.meta.url)), join(folder, pages), { recursive: true })
  mkdirSync(join(folder, 'dist/client/assets'), { recursive: true })
  writeFileSync(join(folder, 'package.json'), '{"version": "1.2.3"}')
  writeFileSync(join(folder, 'dist/client/index.html'), '<!doctype html><title>the app</title>')
  writeFileSync(join(folder, 'dist/client/sw.js'), '// worker')
  writeFileSync(join(folder, 'dist/client/assets/app-1a2b.js'), '// app')
  writeFileSync(join(folder, 'dist/client/assets/app-1a2b.js.br'), 'brotli')
  return folder
}

describe('pages', () => {
  it('[AU24] / leads to /login without a session, and is the app with one', async () => {
    const { browser } = await start({ projectFolder: aBuiltProject() })
    const ada = browser()
    const turned = await ada.get('/')
    expect([turned.status, turned.headers.get('location')]).toEqual([302, '/login'])
    await ada.signUp('ada')
    const app = await ada.get('/')
    expect([app.status, app.headers.get('cache-control')]).toEqual([200, 'no-cache'])
    expect(await app.text()).toContain('the app')
  })

  it('[AU24] hashed files are kept for good, the worker is asked for each time, gone files are 404', async () => {
    const projectFolder = aBuiltProject()
    const { browser } = await start({ projectFolder })
    const asset = await browser().get('/assets/app-1a2b.js', { 'accept-encoding': 'identity' })
    expect(asset.headers.get('cache-control')).toContain('immutable')
    expect(await asset.text()).toBe('// app')
    const worker = await browser().get('/sw.js')
    expect(worker.headers.get('cache-control')).toBe('no-cache')
    await worker.text()
    rmSync(join(projectFolder, 'dist/client/assets/app-1a2b.js'))
    rmSync(join(projectFolder, 'dist/client/assets/app-1a2b.js.br'))
    expect((await browser().get('/assets/app-1a2b.js')).status).toBe(404)
    expect((await browser().get('/../server/main.js')).status).toBe(404)
  })

  it('[AU25] the sign-in pages need no script, and their policy allows only what is ours', async () => {
    const { browser } = await start()
    for (const path of ['/login', '/signup']) {
      const answer = await browser().get(path)
      const page = await answer.text()
      expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8')
      // The one script hands the links in mails on to the web app; the policy would stop any in the page itself.
      expect(page.replace('<script src="/sign-in.js"></script>', '')).not.toMatch(/<script|style=| on\w+=/)
      for (const [, id] of page.matchAll(/<input\s+id="([\w-]+)"/g)) expect(page).toContain(`<label for="${id}">`)
      const policy = answer.headers.get('content-security-policy') ?? ''
      expect(policy).toContain("default-src 'self'")
      expect(policy).toContain("frame-ancestors 'none'")
      expect(policy).toContain("object-src 'none'")
      expect(policy).not.toMatch(/unsafe|upgrade-insecure-requests|\*/)
      expect(answer.headers.get('referrer-policy')).toBe('same-origin')
    }
    const script = await browser().get('/sign-in.js')
    expect(script.headers.get('content-type')).toContain('javascript')
    expect(await script.text()).toContain('/index.html')
    const css = await browser().get('/sign-in.css')
    expect(css.headers.get('content-type')).toContain('text/css')
    // fetch adds `no-cache` to a conditional request unless it says otherwise.
    const known = { 'if-none-match': css.headers.get('etag') ?? '', 'cache-control': 'max-age=0' }
    const again = await browser().get('/sign-in.css', known)
    expect(again.status).toBe(304)
  })

  it('[AU25] behind TLS browsers are told to stay there', async () => {
    const { browser } = await start({ env: { PUBLIC_URL: 'https://chat.example.org' } })
    const { headers } = await browser().get('/login')
    expect(headers.get('strict-transport-security')).toContain('max-age=')
    expect(headers.get('content-security-policy')).toContain('wss://chat.example.org')
  })

  it('[AU25] sockets are allowed to the host that was asked, each time, and a host that is no name adds nothing', async () => {
    const { port } = new URL((await start()).url)
    for (const host of ['cairn.lan:8080', "evil' *", '10.0.0.7', 'cairn.lan:8080']) {
      const policy = await new Promise<string>((resolve, reject) => {
        const asked = request({ host: '127.0.0.1', port, path: '/login', headers: { host } }, (answer) => {
          answer.resume()
          resolve(String(answer.headers['content-security-policy']))
        })
        asked.on('error', reject).end()
      })
      const connect = /connect-src ([^;]*)/.exec(policy)?.[1]?.split(' ') ?? []
      const asked = host.includes('*') ? [] : [`ws://${host}`, `wss://${host}`]
      expect(connect).toEqual(["'self'", expect.stringMatching(/^ws:/), expect.stringMatching(/^wss:/), ...asked])
    }
  })

  it('[AU28] health tells whether it runs and whether it can work', async () => {
    const { browser, sync } = await start()
    expect(await (await browser().get('/health')).json()).toEqual({ status: 'ok' })
    expect(await (await browser().get('/health/live')).json()).toEqual({ status: 'ok' })
    const ready = await browser().get('/health/ready')
    expect([ready.status, await ready.json()]).toEqual([200, { status: 'ready', db: 'ok', redis: 'ok' }])
    sync.isReady = false
    const waiting = await browser().get('/health/ready')
    const detail = { status: 'not_ready', db: false, redis: true }
    expect([waiting.status, await waiting.json()]).toEqual([503, { detail }])
  })
})
