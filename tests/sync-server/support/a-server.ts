/** A whole server on port 0 in a folder of its own, with a clock and delays driven by hand, and a browser's habits. */
import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Dispatcher } from 'undici'
import WebSocket from 'ws'
import { startServer, type RunningServer } from '../../../sync-server/start.ts'
import type { CreateSyncServer } from '../../../sync-server/sync/sync-server-port.ts'
import { fakeSync, type FakeSync } from './fake-sync-server.ts'

export const GOOD_PASSWORD = 'Correct-horse-1'

type HeaderList = Record<string, string>

export interface AServer extends RunningServer {
  readonly folder: string
  readonly sync: FakeSync
  readonly clock: { nowMs: number; advance(ms: number): void }
  /** How long each delay was asked to be; none is waited for. */
  readonly waits: number[]
  /** The log, as one text. */
  logged(): string
  browser(): Browser
  /** Opens a socket; resolves with the HTTP status of a refusal or the close code. */
  socket(path: string, headers?: HeaderList): Promise<number>
}

export interface Browser {
  cookie: string
  get(path: string, headers?: HeaderList): Promise<Response>
  post(path: string, form: Record<string, string>, headers?: HeaderList): Promise<Response>
  signUp(username: string, password?: string, headers?: HeaderList): Promise<Response>
  signIn(username: string, password?: string, headers?: HeaderList): Promise<Response>
}

export interface AServerOptions {
  readonly env?: Record<string, string>
  readonly folder?: string
  readonly projectFolder?: string
  /** The real sync core, for what needs documents. */
  readonly createSyncServer?: CreateSyncServer
  /** How push services are reached. */
  readonly pushDispatcher?: Dispatcher
}

/** Limits are high unless a test sets them: the clock stands still, so a minute would never end. */
const MANY = { LOGIN_RATE_LIMIT_PER_MINUTE: '1000', REGISTER_RATE_LIMIT_PER_MINUTE: '1000' }

export async function aServer(options: AServerOptions = {}): Promise<AServer> {
  const folder = options.folder ?? newFolder()
  const sync = fakeSync()
  const clock = { nowMs: 1_800_000_000_000, advance: (ms: number) => void (clock.nowMs += ms) }
  const waits: number[] = []
  const lines: string[] = []
  const env = { PORT: '0', CAIRN_DATA: folder, LOG_LEVEL: 'debug', ...MANY, ...options.env }
  const running = await startServer(env, {
    createSyncServer: options.createSyncServer ?? sync.create,
    now: () => clock.nowMs,
    random: () => 0.5,
    randomBytes,
    wait: async (ms) => void waits.push(ms),
    ...(options.pushDispatcher ? { pushDispatcher: options.pushDispatcher } : {}),
    projectFolder: options.projectFolder ?? fileURLToPath(new URL('../../..', import.meta.url)),
    logTo: { write: (line: string) => void lines.push(line) },
  })
  const logged = () => lines.join('')
  const socket = (path: string, headers = {}) => openSocket(running.url, path, headers)
  return { ...running, folder, sync, clock, waits, logged, browser: () => aBrowser(running.url), socket }
}

const folders: string[] = []

export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'cairn-test-'))
  folders.push(folder)
  return folder
}

export function removeFolders(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
}

export function readSettingsFile(folder: string): Record<string, unknown> {
  return JSON.parse(readFileSync(join(folder, 'settings.json'), 'utf8')) as Record<string, unknown>
}

/** Keeps cookies and follows no redirect. */
function aBrowser(url: string): Browser {
  const request = async (path: string, init: { method?: string; body?: URLSearchParams; headers: HeaderList }) => {
    const headers = browser.cookie ? { cookie: browser.cookie, ...init.headers } : init.headers
    const response = await fetch(url + path, { ...init, redirect: 'manual', headers })
    const lines = response.headers.getSetCookie()
    const kept = lines.filter((line) => !line.includes('expires=Thu, 01 Jan 1970'))
    if (lines.length > 0) browser.cookie = kept.map((line) => line.split(';')[0]).join('; ')
    return response
  }
  const browser: Browser = {
    cookie: '',
    get: (path, headers = {}) => request(path, { headers }),
    post: (path, form, headers = {}) => request(path, { method: 'POST', body: new URLSearchParams(form), headers }),
    signUp: (username, password = GOOD_PASSWORD, headers = {}) =>
      browser.post('/signup', { username, password, confirm_password: password }, headers),
    signIn: (username, password = GOOD_PASSWORD, headers = {}) =>
      browser.post('/login', { username, password }, headers),
  }
  return browser
}

function openSocket(url: string, path: string, headers: HeaderList): Promise<number> {
  const socket = new WebSocket(url.replace('http', 'ws') + path, { headers })
  return new Promise((resolve, reject) => {
    socket.on('unexpected-response', (request, response) => {
      resolve(response.statusCode ?? 0)
      request.destroy()
    })
    socket.on('close', (code) => resolve(code))
    socket.on('error', reject)
  })
}
