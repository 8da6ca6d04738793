/** Devices that nobody has used: no session, no service worker. */
import { chromium, type Page } from 'playwright'
import { findChromium, launchOptions } from './find-chromium.ts'
import { DESKTOP } from './people.ts'

export interface FreshDevices {
  open(): Promise<Page>
  end(): Promise<void>
}

export async function freshDevices(): Promise<FreshDevices> {
  const browser = await chromium.launch({ ...launchOptions, executablePath: await findChromium() })
  return {
    async open() {
      const context = await browser.newContext({
        ...DESKTOP,
        locale: 'en-GB',
        permissions: ['clipboard-read', 'clipboard-write'],
      })
      return context.newPage()
    },
    end: () => browser.close(),
  }
}
