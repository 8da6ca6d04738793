import { describe, expect, it } from 'vitest'
import { aRidge, HOUR, NOW } from '../../../client/fixtures/ridge.ts'
import { accountDocument } from '../../../schema/documents.ts'
import { cardOf, LINK_CARDS, LinkCards, type LinkCard } from '../../../client/stores/link-cards.ts'
import { aBox } from './support.ts'

const PAGE = { type: 'og', title: 'Paths', description: null, image: 'https://x.test/a.png', domain: 'x.test', url: '' }

function open(answer: () => Promise<Response> = () => Promise.resolve(Response.json(PAGE)), box = aBox()) {
  const { device } = aRidge()
  const asked: string[] = []
  const pauses: (() => void)[] = []
  const ask = (path: string) => {
    asked.push(new URLSearchParams(path.split('?')[1]).get('url') ?? '')
    return answer()
  }
  const cards = new LinkCards(device, box, ask, (run) => void pauses.push(run))
  const soon = () => new Promise((resolve) => setImmediate(resolve))
  return { device, cards, asked, box, soon, goOn: () => pauses.shift()?.() }
}

describe('cards of links', () => {
  it('[MG6] are asked for one after the other, the last one seen first, and told', async () => {
    const { cards, asked, soon, goOn } = open()
    const told: string[] = []
    for (const url of ['https://a.test/', 'https://b.test/', 'https://c.test/']) cards.want(url, () => told.push(url))
    await soon()
    expect(asked).toEqual(['https://a.test/'])
    goOn()
    await soon()
    expect(asked).toEqual(['https://a.test/', 'https://c.test/'])
    expect(told).toEqual(asked)
    expect(cards.known('https://a.test/')).toEqual({ kind: 'page', title: 'Paths', description: '', domain: 'x.test' })
  })

  it('[MG6] what was told is there after a restart, and is not asked again for a month', async () => {
    const first = open()
    first.cards.want('https://a.test/', () => undefined)
    await first.soon()
    const second = open(undefined, first.box)
    second.cards.want('https://a.test/', () => undefined)
    await second.soon()
    expect(second.cards.known('https://a.test/')).toMatchObject({ title: 'Paths' } satisfies Partial<LinkCard>)
    expect(second.asked).toEqual([])
    second.device.advance(31 * 24 * HOUR)
    second.cards.want('https://a.test/', () => undefined)
    await second.soon()
    expect(second.asked).toEqual(['https://a.test/'])
  })

  it('[MG5] without a connection nothing is asked; with one it is filled in', async () => {
    const { cards, device, asked, soon } = open()
    device.setSync({ state: 'offline', sinceMs: NOW, nextTryAtMs: null })
    const told: number[] = []
    cards.want('https://a.test/', () => told.push(1))
    await soon()
    expect(asked).toEqual([])
    device.setSync({ state: 'live', sinceMs: NOW })
    await soon()
    expect(told).toEqual([1])
  })

  it('[MG6] no answer is no knowledge; that there is none is kept for hours', async () => {
    const failing = open(() => Promise.reject(new TypeError('no network')))
    failing.cards.want('https://a.test/', () => undefined)
    await failing.soon()
    expect(failing.cards.known('https://a.test/')).toBeUndefined()
    const none = open(() => Promise.resolve(Response.json({})))
    none.cards.want('https://a.test/', () => undefined)
    await none.soon()
    expect(none.cards.known('https://a.test/')).toBeNull()
  })

  it('[MG6] what is no longer seen is not asked for; a spoilt box is an empty one', async () => {
    const box = aBox()
    box.setItem('cairn.cards.1', '{"a":')
    const { cards, asked, soon, goOn } = open(undefined, box)
    cards.want('https://a.test/', () => undefined)
    const stop = cards.want('https://b.test/', () => undefined)
    stop()
    await soon()
    goOn()
    await soon()
    expect(asked).toEqual(['https://a.test/'])
  })

  it('[MG7] turned off on whichever device, nothing is asked any more, also for what stands on the screen', async () => {
    const { device, cards, asked, soon, goOn } = open()
    const set = (value: boolean | null) => device.put(accountDocument(device.userId), 'prefs', LINK_CARDS, value)
    for (const url of ['https://a.test/', 'https://b.test/']) cards.want(url, () => undefined)
    await soon()
    set(false)
    goOn()
    cards.want('https://c.test/', () => undefined)
    await soon()
    expect(asked).toEqual(['https://a.test/'])
    expect(cards.known('https://a.test/')).toBeUndefined()
    set(null)
    cards.want('https://b.test/', () => undefined)
    await soon()
    expect(asked).toEqual(['https://a.test/', 'https://b.test/'])
    expect(cards.known('https://a.test/')).toMatchObject({ title: 'Paths' })
  })

  it('[MG5] of code the named lines are shown, at most six; what is neither is none', () => {
    const code = Array.from({ length: 100 }, (_, i) => `line ${i + 10}`).join('\n')
    const answer = {
      type: 'code',
      filepath: 'a/b.ts',
      first_line_num: 10,
      highlight_start: 12,
      highlight_end: 30,
      code,
    }
    expect(cardOf(answer)).toEqual({
      ...{ kind: 'code', title: 'a/b.ts', from: 12, to: 30 },
      lines: 'line 12\nline 13\nline 14\nline 15\nline 16\nline 17',
    })
    expect(cardOf({ type: 'og', title: 7 })).toBeNull()
    expect(cardOf('<html>')).toBeNull()
  })
})
