/** The strip, in every state that it has (docs/behaviour.md, UI122). */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fixturePages, type FixturePages } from '../support/fixture-pages.ts'
import { COMPONENTS } from '../support/component-table.ts'

describe('the strip', () => {
  let pages: FixturePages

  beforeAll(async () => {
    pages = await fixturePages()
  }, 240_000)
  afterAll(() => pages?.end())

  it.each([
    ['on a desk', { width: 1280, height: 800 }, 1],
    ['on 320 px', { width: 320, height: 800 }, 1],
    ['with text twice as large', { width: 1280, height: 800 }, 2],
    ['with text twice as large on 320 px', { width: 320, height: 800 }, 2],
  ])('[UI122] is as high in every state: %s', async (_, viewport, scale) => {
    const heights: (readonly [string, number])[] = []
    for (const state of COMPONENTS['cairn-sync-status']!.rows as readonly string[]) {
      const page = await pages.open(state, viewport)
      await page.evaluate((times) => {
        document.documentElement.style.fontSize = `${times * 100}%`
        // On a phone the strip is of the list.
        if (innerWidth < 600) location.hash = '#/'
      }, scale)
      const strip = page.locator('cairn-sync-status').first()
      await strip.waitFor()
      const { height, overflow } = await strip.evaluate((element) => {
        const inner = element.shadowRoot!.querySelector('.strip')!
        return { height: element.getBoundingClientRect().height, overflow: inner.scrollHeight - inner.clientHeight }
      })
      heights.push([`${state} ${Math.max(0, overflow)}`, height])
      await page.context().close()
    }
    const [[, height] = ['', 0]] = heights
    expect(height).toBeGreaterThanOrEqual(56 * scale)
    expect(heights).toEqual(heights.map(([state]) => [state.replace(/ .*/, ' 0'), height]))
  })
})
