import { describe, expect, it } from 'vitest'
import { findChromium, type Host } from './find-chromium.ts'

interface FakeHost extends Partial<Host> {
  readonly files?: readonly string[]
  /** What a command that succeeds brings; a command not named here fails. */
  readonly brings?: Readonly<Record<string, readonly string[]>>
}

function aHost({ files = [], brings = {}, ...given }: FakeHost) {
  const present = new Set(files)
  const ran: string[] = []
  const host: Host = {
    platform: 'linux',
    env: {},
    isRoot: false,
    osRelease: () => '',
    playwrightPath: () => '/cache/playwright/chrome',
    exists: (path) => present.has(path),
    run: (command, args) => {
      const line = [command, ...args].join(' ')
      ran.push(line)
      brings[line]?.forEach((path) => present.add(path))
      return line in brings
    },
    ...given,
  }
  return { host, ran }
}

const update = 'apt-get update'
const aptInstall = 'apt-get install -y --no-install-recommends chromium fonts-noto-color-emoji'
const playwrightInstall = 'npx playwright install chromium'
const debian = () => 'PRETTY_NAME="Debian GNU/Linux 12"\nID=debian\n'

describe('where a Chromium is looked for', () => {
  const files = ['/own', '/chrome', '/usr/bin/chromium', '/usr/bin/google-chrome', '/cache/playwright/chrome']
  const env = { CAIRN_CHROMIUM: '/own', CHROME_PATH: '/chrome' }

  it('CAIRN_CHROMIUM comes first', async () => {
    expect(await findChromium(aHost({ files, env }).host)).toBe('/own')
  })

  it('CHROME_PATH comes second', async () => {
    expect(await findChromium(aHost({ files, env: { CHROME_PATH: '/chrome' } }).host)).toBe('/chrome')
  })

  it('the usual places come third, Chromium before Chrome', async () => {
    expect(await findChromium(aHost({ files }).host)).toBe('/usr/bin/chromium')
  })

  it("Playwright's own browser comes last, and nothing is installed", async () => {
    const { host, ran } = aHost({ files: ['/cache/playwright/chrome'] })
    expect(await findChromium(host)).toBe('/cache/playwright/chrome')
    expect(ran).toEqual([])
  })

  it('a variable that is empty or names no file is passed over', async () => {
    const gone = { CAIRN_CHROMIUM: '/gone', CHROME_PATH: '' }
    expect(await findChromium(aHost({ files, env: gone }).host)).toBe('/usr/bin/chromium')
  })

  it('macOS: the applications of the machine, then of the user', async () => {
    const path = '/Users/ada/Applications/Chromium.app/Contents/MacOS/Chromium'
    const { host } = aHost({ platform: 'darwin', env: { HOME: '/Users/ada' }, files: [path] })
    expect(await findChromium(host)).toBe(path)
  })

  it('Windows: the program folders', async () => {
    const path = 'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe'
    const { host } = aHost({ platform: 'win32', env: { PROGRAMFILES: 'C:\\Program Files' }, files: [path] })
    expect(await findChromium(host)).toBe(path)
  })
})

describe('where there is none', () => {
  it('root on Debian installs the package', async () => {
    const brings = { [update]: [], [aptInstall]: ['/usr/bin/chromium'] }
    const { host, ran } = aHost({ isRoot: true, osRelease: debian, brings })
    expect(await findChromium(host)).toBe('/usr/bin/chromium')
    expect(ran).toEqual([update, aptInstall])
  })

  it('root on a relative of Debian does so too', async () => {
    const brings = { [update]: [], [aptInstall]: ['/usr/bin/chromium'] }
    const { host } = aHost({ isRoot: true, osRelease: () => 'ID=linuxmint\nID_LIKE="ubuntu debian"\n', brings })
    expect(await findChromium(host)).toBe('/usr/bin/chromium')
  })

  it('anyone else installs the one of Playwright', async () => {
    const { host, ran } = aHost({ osRelease: debian, brings: { [playwrightInstall]: ['/cache/playwright/chrome'] } })
    expect(await findChromium(host)).toBe('/cache/playwright/chrome')
    expect(ran).toEqual([playwrightInstall])
  })

  it('where the package fails, Playwright is tried', async () => {
    const brings = { [playwrightInstall]: ['/cache/playwright/chrome'] }
    const { host, ran } = aHost({ isRoot: true, osRelease: debian, brings })
    expect(await findChromium(host)).toBe('/cache/playwright/chrome')
    expect(ran).toEqual([update, playwrightInstall])
  })

  it('an installation that brings no browser counts as failed, and the error says how to get one', async () => {
    const { host } = aHost({ brings: { [playwrightInstall]: [] } })
    await expect(findChromium(host)).rejects.toThrow(/npx playwright install chromium.*CAIRN_CHROMIUM/)
  })
})
