/** Finds the Chromium that journeys and benchmarks drive, and installs one where there is none. */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { chromium } from 'playwright'

/** What the search may ask of the machine; a test passes its own. */
export interface Host {
  readonly platform: NodeJS.Platform
  readonly env: Readonly<Record<string, string | undefined>>
  readonly isRoot: boolean
  exists(path: string): boolean
  /** Text of /etc/os-release, empty where there is none. */
  osRelease(): string
  /** Where Playwright would have put its own browser. */
  playwrightPath(): string
  /** Runs a command to its end; true when it succeeded. */
  run(command: string, args: readonly string[]): boolean
}

/**
 * What nobody looks at: the first four make ready a page of the address bar beside each new tab, which takes as much processor
 * time as the tab. The rest is what Playwright leaves out by itself, which a list of one's own replaces.
 */
const LEFT_OUT = [
  ...['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup', 'WebUIOmniboxFullPopup', 'PreloadTopChromeWebUI'],
  ...['AvoidUnnecessaryBeforeUnloadCheckSync', 'DestroyProfileOnBrowserClose', 'HttpsUpgrades', 'LensOverlay'],
  ...['HttpsFirstBalancedModeAutoEnable', 'MediaRouter', 'PaintHolding', 'ThirdPartyStoragePartitioning'],
  ...['AvoidCorsURLLoaderRestartOnRedirect', 'OptimizationHints', 'NetworkTimeServiceQuerying', 'AimEnabled'],
  ...['PreconnectToSearch'],
]

/** For `chromium.launch({ ...launchOptions, executablePath: await findChromium() })`. Chromium refuses its sandbox to root. */
export const launchOptions = {
  headless: true,
  args: [
    ...['--no-sandbox', '--disable-quic', '--disable-background-networking'],
    `--disable-features=${LEFT_OUT.join(',')}`,
  ],
}

type Command = readonly [command: string, ...args: string[]]

const byApt: readonly Command[] = [
  ['apt-get', 'update'],
  ['apt-get', 'install', '-y', '--no-install-recommends', 'chromium', 'fonts-noto-color-emoji'],
]
const byPlaywright: readonly Command[] = [['npx', 'playwright', 'install', 'chromium']]

/**
 * The path of a Chromium or Chrome: `CAIRN_CHROMIUM`, `CHROME_PATH`, the usual places of the platform, Playwright's
 * own; else one is installed.
 *
 * @throws Error that says what to do, when there is none and none could be installed
 */
export async function findChromium(host: Host = thisMachine): Promise<string> {
  return firstFound(host) ?? install(host)
}

function firstFound(host: Host): string | undefined {
  const { CAIRN_CHROMIUM, CHROME_PATH } = host.env
  const candidates = [CAIRN_CHROMIUM, CHROME_PATH, ...usualPlaces(host), host.playwrightPath()]
  return candidates.find((path) => path !== undefined && path !== '' && host.exists(path))
}

function usualPlaces({ platform, env }: Host): string[] {
  if (platform === 'darwin') {
    const apps = ['Chromium.app/Contents/MacOS/Chromium', 'Google Chrome.app/Contents/MacOS/Google Chrome']
    const folders = ['/Applications', ...(env.HOME ? [`${env.HOME}/Applications`] : [])]
    return folders.flatMap((folder) => apps.map((app) => `${folder}/${app}`))
  }
  if (platform === 'win32') {
    const folders = [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA].filter(
      (folder) => folder !== undefined,
    )
    const apps = ['Chromium\\Application\\chrome.exe', 'Google\\Chrome\\Application\\chrome.exe']
    return folders.flatMap((folder) => apps.map((app) => `${folder}\\${app}`))
  }
  return [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/usr/bin/google-chrome-stable',
    '/snap/bin/chromium',
  ]
}

function install(host: Host): string {
  const ways = host.isRoot && isDebianLike(host) ? [byApt, byPlaywright] : [byPlaywright]
  for (const commands of ways) {
    const found = commands.every(([command, ...args]) => host.run(command, args)) ? firstFound(host) : undefined
    if (found !== undefined) return found
  }
  const tried = ways.map((commands) => commands.map((words) => words.join(' ')).join(' && '))
  throw new Error(
    `No Chromium or Chrome was found, and none could be installed by: ${tried.join('; ')}. Install one (Debian: ` +
      'apt-get install chromium; elsewhere: npx playwright install chromium), or set CAIRN_CHROMIUM to its path.',
  )
}

function isDebianLike(host: Host): boolean {
  return host.platform === 'linux' && /^ID(_LIKE)?=.*\b(debian|ubuntu)\b/m.test(host.osRelease())
}

const thisMachine: Host = {
  platform: process.platform,
  env: process.env,
  isRoot: process.getuid?.() === 0,
  exists: existsSync,
  osRelease: () => (existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : ''),
  playwrightPath: () => chromium.executablePath(),
  run: (command, args) => {
    console.log(`No Chromium here; running: ${command} ${args.join(' ')}`)
    return spawnSync(command, args, { stdio: 'inherit', shell: process.platform === 'win32' }).status === 0
  },
}
