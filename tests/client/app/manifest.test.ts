/** What a browser asks of an app that can be installed. */
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { parseRoute } from '../../../client/app/routes.ts'
import { planFor, SHARE } from '../../../client/service-worker/cache-plan.ts'

const folder = new URL('../../../client/public/', import.meta.url)
const manifest = JSON.parse(readFileSync(new URL('manifest.webmanifest', folder), 'utf8')) as {
  id: string
  start_url: string
  scope: string
  display: string
  icons: { src: string; sizes: string; type: string; purpose?: string }[]
  shortcuts: { url: string }[]
  share_target: { action: string; method: string; enctype: string }
}

it('[OS30] it has an id, a start, and a window of its own', () => {
  expect(manifest).toMatchObject({ id: '/', start_url: '/', scope: '/', display: 'standalone' })
  const origin = 'https://cairn.example'
  const start = { method: 'GET', url: origin + manifest.start_url, mode: 'navigate' }
  expect(planFor(start, origin, new Set())).toEqual({ kind: 'cached', path: '/index.html' })
})

it('[OS30] icons of 192 and 512 pixels and one that may be cut are as large as they say', () => {
  const pngs = manifest.icons.filter(({ type }) => type === 'image/png')
  expect(pngs.map(({ sizes, purpose = 'any' }) => `${sizes} ${purpose}`)).toEqual(
    expect.arrayContaining(['192x192 any', '512x512 any', '512x512 maskable']),
  )
  for (const { src, sizes } of pngs) {
    const png = readFileSync(new URL(`.${src}`, folder))
    expect(`${png.readUInt32BE(16)}x${png.readUInt32BE(20)}`).toBe(sizes)
  }
})

it('[OS30] shortcuts lead to pages of the app', () => {
  for (const { url } of manifest.shortcuts) expect(parseRoute(new URL(url, 'https://x').hash).page).not.toBe('home')
})

it('[OS30] what others share is taken by the service worker, and by nobody else', () => {
  expect(manifest.share_target).toMatchObject({ action: SHARE, method: 'POST', enctype: 'multipart/form-data' })
  const origin = 'https://cairn.example'
  const share = { method: 'POST', url: `${origin}${SHARE}`, mode: 'navigate' }
  expect(planFor(share, origin, new Set())).toEqual({ kind: 'shared' })
  expect(planFor({ ...share, mode: 'cors' }, origin, new Set())).toEqual({ kind: 'network' })
  expect(planFor({ ...share, url: `https://other.example${SHARE}` }, origin, new Set())).toEqual({ kind: 'network' })
})
