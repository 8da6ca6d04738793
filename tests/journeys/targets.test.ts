/** How much of the screen finds what is pressed, measured point by point where it stands, over a device in memory. */
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fixturePages, type FixturePages } from '../support/fixture-pages.ts'

const PHONE = { width: 390, height: 844 }
/** Half a pixel is lost on each side to how places are rounded. */
const ROUNDING_PX = 1
let pages: FixturePages

beforeAll(async () => void (pages = await fixturePages()), 120_000)
afterAll(() => pages?.end())

/** Of each control that stands free: `name: width x height` where that is too little. */
function tooSmall(page: Page, selector: string, least: number): Promise<{ seen: number; small: string[] }> {
  return page.locator(selector).evaluateAll(
    (all, { least, most }) => {
      const small: string[] = []
      let seen = 0
      const at = (x: number, y: number): Element | null => {
        let found = document.elementFromPoint(x, y)
        while (found?.shadowRoot) {
          const inner = found.shadowRoot.elementFromPoint(x, y)
          if (!inner || inner === found) break
          found = inner
        }
        return found
      }
      const holds = (outer: Element, inner: Element | null): boolean => {
        for (
          let node: Node | null = inner;
          node;
          node = node.parentNode ?? (node instanceof ShadowRoot ? node.host : null)
        )
          if (node === outer) return true
        return false
      }
      for (const one of all as HTMLElement[]) {
        if (!one.checkVisibility({ visibilityProperty: true })) continue
        // In the middle, so that no edge of the screen cuts it.
        one.scrollIntoView({ block: 'center' })
        const { left, right, top, bottom } = one.getBoundingClientRect()
        const [x, y] = [(left + right) / 2, (top + bottom) / 2]
        if (!holds(one, at(x, y))) continue
        seen++
        const reach = (dx: number, dy: number) => {
          let n = 0
          while (n < most && holds(one, at(x + dx * (n + 1), y + dy * (n + 1)))) n++
          return n
        }
        const [width, height] = [reach(-1, 0) + reach(1, 0) + 1, reach(0, -1) + reach(0, 1) + 1]
        const name = one.getAttribute('aria-label') ?? one.textContent?.trim().slice(0, 30) ?? ''
        if (width < least || height < least) small.push(`${name}: ${width} x ${height}`)
      }
      return { seen, small }
    },
    { least: least - ROUNDING_PX, most: 60 },
  )
}

const CONTROLS = [
  ['live', 'cairn-composer button'],
  ['live', 'cairn-chat-header a.icon-button, cairn-chat-header button'],
  ['media-absent', 'cairn-voice .toggle, cairn-voice .speed, cairn-voice button.pill'],
  ['files', 'cairn-files .from, cairn-files .filters button'],
  ['unsent', 'cairn-unsent-item .where a, cairn-unsent-item button'],
  ['members', 'cairn-member-row button[data-person], cairn-member-row cairn-menu button'],
  ['forward', 'cairn-pick-list li'],
  ['live', 'cairn-reactions button'],
] as const

describe.each([
  ['fingers', true, 44],
  ['a pointer', false, 24],
] as const)('[UI150] what %s press', (_, hasTouch, least) => {
  it.each(CONTROLS)('%s: %s', async (state, selector) => {
    const page = await pages.open(state, PHONE, hasTouch)
    await page.locator(selector).first().waitFor()
    const { seen, small } = await tooSmall(page, selector, least)
    expect({ isSeen: seen > 0, small }).toEqual({ isSeen: true, small: [] })
    await page.context().close()
  })

  it('the name over a message', async () => {
    const page = await pages.open('live', PHONE, hasTouch)
    await page.locator('cairn-message .author').first().waitFor()
    const { seen, small } = await tooSmall(page, 'cairn-message .author', 24)
    expect({ isSeen: seen > 0, small }).toEqual({ isSeen: true, small: [] })
    await page.context().close()
  })

  it('emoji of the picker', async () => {
    const page = await pages.open('live', PHONE, hasTouch)
    await page.locator('cairn-composer cairn-emoji-button button').first().click()
    const cells = page.locator('cairn-composer cairn-emoji-picker [role=option]')
    await cells.first().waitFor()
    const box = (await cells.nth(3).boundingBox())!
    expect([box.width >= least, box.height >= least]).toEqual([true, true])
    await page.context().close()
  })
})
