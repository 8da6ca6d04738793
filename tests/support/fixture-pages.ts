/** The page of fixtures in a real browser: for what an element does, not how it looks. */
import { chromium, type BrowserContext, type JSHandle, type Page } from 'playwright'
import { inject } from 'vitest'
import type { FakeDevice } from '../../client/fixtures/fake-device.ts'
import type { Stores } from '../../client/stores/stores.ts'
import { findChromium, launchOptions } from './find-chromium.ts'

const DESKTOP = { width: 1280, height: 800 }

export interface FixturePages {
  /** A state of `client/fixtures/states.ts`, standing. */
  open(
    state: string,
    viewport?: { readonly width: number; readonly height: number },
    hasTouch?: boolean,
    locale?: string,
  ): Promise<Page>
  /** All that were opened. */
  closePages(): Promise<void>
  end(): Promise<void>
}

export async function fixturePages(): Promise<FixturePages> {
  const browser = await chromium.launch({ ...launchOptions, executablePath: await findChromium() })
  const contexts: BrowserContext[] = []
  return {
    async open(state, viewport = DESKTOP, hasTouch = false, locale = 'en') {
      const context = await browser.newContext({ viewport, hasTouch, isMobile: hasTouch, serviceWorkers: 'block' })
      contexts.push(context)
      const page = await context.newPage()
      page.setDefaultTimeout(10_000)
      await page.goto(`${inject('fixtures')}?state=${state}&theme=light&locale=${locale}`)
      await page.waitForFunction((name) => document.documentElement.dataset.fixture === name, state)
      return page
    },
    async closePages() {
      for (const context of contexts.splice(0)) await context.close()
    },
    end: () => browser.close(),
  }
}

/** Of the page's device, which a test moves by hand: `(await storesOf(page)).evaluate(({ device }) => device.deliver())`. */
export function storesOf(page: Page): Promise<JSHandle<Stores & { readonly device: FakeDevice }>> {
  return page.evaluateHandle(
    () => (document.querySelector('cairn-app') as unknown as { stores: Stores & { device: FakeDevice } }).stores,
  )
}

/** The name of what has the focus, in whichever shadow root. */
export function focusedName(page: Page): Promise<string> {
  return page.evaluate(() => {
    let active = document.activeElement
    while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement
    return active?.getAttribute('aria-label') ?? active?.textContent?.trim() ?? ''
  })
}
