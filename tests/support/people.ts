/** People at their browsers: each has a profile on disk, so that a browser whose process was killed opens cold again. */
import { mkdtempSync, readlinkSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type BrowserContext, type BrowserContextOptions, type LaunchOptions } from 'playwright'
import { findChromium, launchOptions } from './find-chromium.ts'
import { processServer, type ProcessServer, type ProcessServerOptions } from './process-server.ts'
import { Screen } from './screen.ts'
import { tcpProxy, type TcpProxy } from './tcp-proxy.ts'

export const PASSWORD = 'Correct-horse-1'

export const DESKTOP = { viewport: { width: 1280, height: 800 } } as const
export const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } as const

/** What differs between machines stays the same on all: language, time zone, clipboard. */
const SAME_EVERYWHERE: BrowserContextOptions = {
  locale: 'en-GB',
  timezoneId: 'Europe/Madrid',
  permissions: ['clipboard-read', 'clipboard-write'],
  reducedMotion: 'reduce',
}

/** `args` replace the usual ones of the browser. */
export interface PersonOptions extends BrowserContextOptions, Pick<LaunchOptions, 'args'> {
  /** The browser is never killed, so that its profile need not be on the disk: it is here sooner. */
  readonly stays?: true
}

export interface Person {
  readonly name: string
  /** The first tab. */
  readonly screen: Screen
  readonly context: BrowserContext
  /** This person's own way to the server. */
  readonly link: TcpProxy
  /** The link works again, and the system tells all tabs of it; else they wait for their next try. */
  mend(): Promise<void>
  /** Another tab of the same browser. */
  tab(): Promise<Screen>
  /** The browser's process is killed: nothing is written, nobody is told. */
  kill(): Promise<void>
  /** A fresh browser on the same profile, at the app's address. Asks nobody whether there is a network. */
  reopen(hash?: string): Promise<void>
}

/** A server, and everybody who uses it in one test. */
export interface Place {
  readonly server: ProcessServer
  /** Everybody who came, in this order. */
  readonly people: readonly Person[]
  /** Signs up, and stays until the device can work without a network. */
  signUp(name: string, options?: PersonOptions): Promise<Person>
  /** The same for somebody who has an account. */
  signIn(name: string, options?: PersonOptions): Promise<Person>
  /** The server's process is killed; whoever is connected notices. */
  killServer(): Promise<void>
  startServer(): Promise<void>
  /** Ends every process and removes what they wrote. */
  end(): Promise<void>
}

export async function aPlace(options: ProcessServerOptions = {}): Promise<Place> {
  const server = await processServer(options)
  const people: Person[] = []
  const ends: (() => Promise<void>)[] = [() => server.remove()]
  const enter =
    (how: 'signUp' | 'signIn'): Place['signUp'] =>
    async (name, options = DESKTOP) => {
      const link = await tcpProxy(server.port)
      ends.push(() => link.close())
      const person = await arrive(name, link, options)
      people.push(person)
      ends.push(() => person.leave())
      await person.screen[how](name, PASSWORD)
      await person.screen.isReadyForOffline()
      if (options.stays) return person
      // Chromium keeps cookies and localStorage in memory for up to half a minute. This device has been used for a while.
      await person.context.close()
      await person.reopen()
      await person.screen.isLive()
      return person
    }
  return {
    ...{ server, people },
    signUp: enter('signUp'),
    signIn: enter('signIn'),
    killServer: () => server.kill(),
    async startServer() {
      await server.start()
      for (const { link } of people) link.aimAt(server.port)
    },
    async end() {
      for (const end of ends.splice(0).reverse()) await end()
    },
  }
}

async function arrive(name: string, link: TcpProxy, { stays: _never, ...options }: PersonOptions) {
  const profile = mkdtempSync(join(tmpdir(), `cairn-${name}-`))
  const executablePath = await findChromium()
  const launch = () =>
    chromium.launchPersistentContext(profile, { ...launchOptions, executablePath, ...SAME_EVERYWHERE, ...options })
  const context = await launch()
  const person = {
    ...{ name, link, context },
    screen: new Screen(context.pages()[0]!, link.url),
    async mend() {
      link.mend()
      const told = () => void window.dispatchEvent(new Event('online'))
      await Promise.all(person.context.pages().map((page) => page.evaluate(told)))
    },
    async tab() {
      const screen = new Screen(await person.context.newPage(), link.url)
      await screen.open()
      return screen
    },
    async kill() {
      const gone = person.context.waitForEvent('close')
      process.kill(pidOf(profile), 'SIGKILL')
      await gone
    },
    async reopen(hash = '#/') {
      person.context = await launch()
      person.screen = new Screen(person.context.pages()[0]!, link.url)
      await person.screen.open(hash)
    },
    async leave() {
      await person.context.close()
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
    },
  }
  return person
}

/** Chromium names itself in its profile's lock: `host-pid`. */
function pidOf(profile: string): number {
  return Number(readlinkSync(join(profile, 'SingletonLock')).split('-').at(-1))
}
