/** The static export as a person opens it: from disk, in a real browser, without a server. */
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { chromium, type Browser } from 'playwright'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { aSite, type ASite } from '../sync-server/export/a-site.ts'
import { findChromium, launchOptions } from '../support/find-chromium.ts'

let browser: Browser
let site: ASite
let folder: string

beforeAll(async () => {
  browser = await chromium.launch({ ...launchOptions, executablePath: await findChromium() })
  site = await aSite()
  folder = await site.exportTo('browsed', { user: 'bo', private: false })
})
afterAll(async () => {
  await browser.close()
  site.end()
})

it('[EX21] pages lead to each other, a search finds what was said, and nothing in it runs', async () => {
  const page = await browser.newPage()
  const problems: string[] = []
  page.on('console', (message) => void (message.type() === 'error' && problems.push(message.text())))
  page.on('pageerror', (error) => void problems.push(String(error)))
  await page.goto(pathToFileURL(join(folder, 'index.html')).href)

  await page.fill('#words', 'joao pump')
  const first = page.locator('#found li')
  await first.first().waitFor()
  expect(await first.count()).toBe(1)
  expect(await page.textContent('#status')).toBe('1 message')
  await page.fill('#words', 'हिन्दी')
  await page.locator('#found li', { hasText: 'zirconium' }).waitFor()
  await page.fill('#words', 'nowhere to be found')
  await page.locator('#status', { hasText: '0 messages' }).waitFor()
  await page.fill('#words', 'zirconium')
  await page.locator('#found a').click()
  await page.locator('article:target', { hasText: 'zirconium' }).waitFor()
  expect(page.url()).toContain(`/channels/${site.id}/2.html#m-`)

  await page.locator('a[rel=prev]').first().click()
  await page.locator('article', { hasText: 'camp <script>' }).first().waitFor()
  expect(await page.title()).toMatch(/^channel-/)
  await page.locator('nav a', { hasText: 'All channels' }).first().click()
  await page.locator('h1', { hasText: 'The record' }).waitFor()
  expect(problems).toEqual([])
  await page.close()
})
