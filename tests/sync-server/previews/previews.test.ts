/** What is shown of a link, and how often it is fetched. */
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { afterEach, describe, expect, it } from 'vitest'
import type { UserId } from '../../../schema/ids.ts'
import type { Log } from '../../../sync-server/log.ts'
import { codeLinkOf, cutCode, type CodeLink } from '../../../sync-server/previews/code-link.ts'
import { openPreviews } from '../../../sync-server/previews/preview-link.ts'
import { readPreview } from '../../../sync-server/previews/read-preview.ts'
import { aWeb, html, type AWeb } from './a-web.ts'

const ada = 1 as UserId
const bo = 2 as UserId
const at = new URL('https://www.example.org/a/page')
const read = (head: string) => readPreview(html(head), 'https://example.org/', at)

const webs: AWeb[] = []
afterEach(async () => {
  for (const web of webs.splice(0)) await web.stop()
})
async function aHost(answer: Parameters<typeof aWeb>[0], newPerMinute = 1_000) {
  const web = await aWeb(answer)
  webs.push(web)
  const clock = { nowMs: 0 }
  const logged: unknown[] = []
  const log = { debug: (what: unknown) => void logged.push(what) } as unknown as Log
  return { web, clock, logged, previews: openPreviews({ ...web.deps, log, now: () => clock.nowMs, newPerMinute }) }
}

describe('a page', () => {
  it('[LP5] is shown in its own words', () => {
    const head = `<title>Other</title><meta property="og:title" content=" A &amp; B ">
      <meta property="og:description" content="what\n it is"><meta property="og:image" content="/pic.png?a=1&amp;b=2">
      <meta property="og:image" content="https://other.example/second.png">`
    expect(read(head)).toEqual({
      ...{ type: 'og', title: 'A & B', description: 'what it is', image: 'https://www.example.org/pic.png?a=1&b=2' },
      ...{ domain: 'www.example.org', url: 'https://example.org/' },
    })
  })

  it('[LP5] falls back to its title and description', () => {
    const head = '<svg><title>Icon</title></svg><title>Plain\n title</title><meta name="Description" content="said">'
    expect(read(head)).toMatchObject({ title: 'Plain title', description: 'said', image: null })
    expect(read('<meta property="og:title" content=""><title>T</title>')).toMatchObject({
      title: 'T',
      description: null,
    })
    expect(read('')).toBeNull()
    expect(read('<title> </title>')).toBeNull()
  })

  it.each([
    'javascript:alert(1)',
    'data:image/png;base64,x',
    'file:///x',
    'http://u:p@example.org/x',
    `/${'x'.repeat(2_100)}`,
    'http://',
  ])('[LP5] a picture at %s is not shown', (image) => {
    expect(read(`<title>T</title><meta property="og:image" content="${image}">`)?.image).toBeNull()
  })

  it('[LP5] its words are bounded, and keep their direction', () => {
    const long = read(`<title>${'😀'.repeat(1_000)}</title><meta name="description" content="${'d'.repeat(5_000)}">`)
    expect(long?.title.length).toBeLessThanOrEqual(300)
    expect(long?.title).not.toMatch(/\p{Cs}/u)
    expect(long?.description).toHaveLength(1_000)
    expect(read('<title>a\u202eb\u0007c\u2066</title>')?.title).toBe('ab c')
  })

  it('[LP5] is read in the encoding that it names, and unfolded', async () => {
    const latin = Buffer.from('<title>Zürich</title>', 'latin1')
    const answers: [Record<string, string>, Buffer][] = [
      [{ 'content-type': 'text/html; charset=iso-8859-1' }, latin],
      [{ 'content-type': 'text/html' }, Buffer.concat([Buffer.from('<meta charset=latin1>'), latin])],
      [
        { 'content-type': 'TEXT/HTML; charset=nonsense', 'content-encoding': 'br' },
        brotliCompressSync('<title>Zürich</title>'),
      ],
      [{ 'content-type': 'application/xhtml+xml', 'content-encoding': 'GZIP' }, gzipSync('<title>Zürich</title>')],
    ]
    for (const [headers, body] of answers) {
      const { previews } = await aHost((_request, response) => response.writeHead(200, headers).end(body))
      expect(await previews.preview(ada, 'http://example.org/')).toMatchObject({ title: 'Zürich' })
    }
  })
})

describe('lines of a file', () => {
  it.each([
    ['https://bitbucket.org/t/r/src/main/src/a.py#lines-50:60', 'https://bitbucket.org/t/r/raw/main/src/a.py', 50, 60],
    ['https://bitbucket.org/t/r/src/main/a.py#lines-5', 'https://bitbucket.org/t/r/raw/main/a.py', 5, 5],
    [
      'https://github.com/o/r/blob/v1/src/a%20b.ts#L3-L1',
      'https://raw.githubusercontent.com/o/r/v1/src/a%20b.ts',
      1,
      3,
    ],
    ['https://github.com/o/r/blob/v1/a.ts#L3C1-L4C2', 'https://raw.githubusercontent.com/o/r/v1/a.ts', 3, 4],
  ])('[LP6] %s is a link to them', (link, raw, from, to) => {
    expect(codeLinkOf(new URL(link))).toMatchObject({ raw, from, to })
  })

  it.each([
    ...[
      'https://github.com/o/r/blob/v1/a.ts',
      'https://github.com/o/r/blob/v1/a.ts#L0',
      'https://github.com/o/r/tree/v1/a#L1',
    ],
    ...['https://gist.github.com/o/r/blob/v1/a.ts#L1', 'https://github.com.evil.example/o/r/blob/v1/a.ts#L1'],
    ...[
      'https://bitbucket.org/t/r/src/main/#lines-1:2',
      'https://bitbucket.org/t/r/src/main/a.py#lines-x',
      'https://github.com/#L1',
    ],
  ])('[LP6] %s is none', (link) => {
    expect(codeLinkOf(new URL(link))).toBeNull()
  })

  const link = (from: number, to: number, filepath = 'src/minimost/chat.py'): CodeLink => ({
    raw: '',
    filepath,
    from,
    to,
  })
  const file = Array.from({ length: 616 }, (_, n) => `line ${n + 1}`).join('\r\n')

  it('[LP6] come with what stands around them', () => {
    const card = cutCode(link(50, 60), `${file}\n`, 'u')
    expect(card).toMatchObject({
      ...{ type: 'code', filename: 'chat.py', filepath: 'src/minimost/chat.py', language: 'py', url: 'u' },
      ...{ first_line_num: 1, highlight_start: 50, highlight_end: 60, total_lines: 616 },
    })
    expect(card?.code.split('\n')).toHaveLength(110)
    expect(cutCode(link(616, 616), file, 'u')?.code.split('\n').at(-1)).toBe('line 616')
    expect(cutCode(link(600, 9_999), file, 'u')).toMatchObject({ first_line_num: 550, highlight_end: 616 })
    expect(cutCode(link(1, 600), file, 'u')).toMatchObject({ highlight_end: 200 })
  })

  it('[LP6] are bounded, and there, and text', () => {
    expect(cutCode(link(617, 617), file, 'u')).toBeNull()
    expect(cutCode(link(1, 1), 'a\u0000b', 'u')).toBeNull()
    expect(cutCode(link(1, 9), `${'x'.repeat(300_000)}\n`.repeat(100), 'u')?.code.length).toBeLessThanOrEqual(40_000)
    expect(
      ['Makefile', '.env', 'a.tar.gz', 'x.C++'].map((name) => cutCode(link(1, 1, name), 'x', 'u')?.language),
    ).toEqual([...['', '', 'gz', 'c++']])
  })
})

describe('how often', () => {
  const page: Parameters<typeof aWeb>[0] = (request, response) =>
    request.url === '/none'
      ? response.writeHead(404).end()
      : response.setHeader('content-type', 'text/html').end(html('<title>T</title>'))

  it('[LP7] many who ask at once and after each other are answered by one fetch, each with their own address', async () => {
    const { previews, web, clock } = await aHost(page)
    const both = await Promise.all([
      previews.preview(ada, 'http://example.org/#a'),
      previews.preview(bo, 'http://EXAMPLE.org/#b'),
    ])
    expect(both.map((card) => card?.url)).toEqual(['http://example.org/#a', 'http://EXAMPLE.org/#b'])
    clock.nowMs = 60 * 60_000 - 1
    await previews.preview(bo, 'http://example.org/')
    expect(web.asked).toHaveLength(1)
    clock.nowMs++
    await previews.preview(bo, 'http://example.org/')
    expect(web.asked).toHaveLength(2)
  })

  it('[LP7] that there is nothing is kept for five minutes', async () => {
    const { previews, web, clock } = await aHost(page)
    const none = () => previews.preview(ada, 'http://example.org/none')
    expect([await none(), await none()]).toEqual([null, null])
    expect(web.asked).toHaveLength(1)
    clock.nowMs = 5 * 60_000
    await none()
    expect(web.asked).toHaveLength(2)
  })

  it('[LP7] one person asks for so many new ones in a minute; what is kept does not count', async () => {
    const { previews, web } = await aHost(page, 2)
    const ask = (who: UserId, n: number) => previews.preview(who, `http://example.org/${n}`)
    expect([await ask(ada, 1), await ask(ada, 2), await ask(ada, 3)].map(Boolean)).toEqual([true, true, false])
    expect(await ask(ada, 1)).not.toBeNull()
    expect(await ask(bo, 3)).not.toBeNull()
    expect(web.asked).toHaveLength(3)
  })

  it('[LP7] four are fetched at a time, and too many wait for nobody', async () => {
    const waiting: (() => void)[] = []
    const { previews, web } = await aHost((request, response) => void waiting.push(() => page(request, response)))
    const asked = Array.from({ length: 60 }, (_, n) => previews.preview(ada, `http://example.org/${n}`))
    await expect.poll(() => waiting.length).toBe(4)
    let [done, most] = [0, 0]
    const all = Promise.all(asked).then((cards) => cards.filter(Boolean).length)
    void all.then(() => (done = 1))
    while (done === 0) {
      most = Math.max(most, waiting.length)
      waiting.splice(0).forEach((answer) => answer())
      await new Promise((resolve) => setImmediate(resolve))
    }
    expect(most).toBeLessThanOrEqual(4)
    expect(await all).toBe(web.asked.length)
    expect(web.asked.length).toBeGreaterThanOrEqual(32)
    expect(web.asked.length).toBeLessThan(60)
  })

  it('[LP8] the log tells neither the address nor what is behind it', async () => {
    const { previews, web, logged } = await aHost((_request, response) =>
      response.writeHead(302, { location: 'http://10.0.0.1/secret' }).end(),
    )
    web.names.set('lost.example', () => {
      throw new Error('getaddrinfo ENOTFOUND lost.example')
    })
    await previews.preview(ada, 'http://example.org/private-path')
    await previews.preview(ada, 'http://lost.example/')
    expect(logged).toHaveLength(2)
    expect(JSON.stringify(logged)).not.toMatch(/example|secret|private|10\.0/)
  })
})
