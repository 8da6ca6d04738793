/** Links that are made to reach the server's own network, or to wear it out. */
import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, it } from 'vitest'
import type { UserId } from '../../../schema/ids.ts'
import type { Log } from '../../../sync-server/log.ts'
import { isPublicAddress } from '../../../sync-server/previews/checked-address.ts'
import { openPreviews } from '../../../sync-server/previews/preview-link.ts'
import { aWeb, html, PUBLIC, type AWeb } from './a-web.ts'

const webs: AWeb[] = []
afterEach(async () => {
  for (const web of webs.splice(0)) await web.stop()
})

const aHost: typeof aWeb = async (answer, limits) => {
  const web = await aWeb(answer, limits)
  webs.push(web)
  return web
}
const log = { debug: () => undefined } as unknown as Log
const ada = 1 as UserId
const preview = (web: AWeb, url: string) =>
  openPreviews({ ...web.deps, log, now: () => 0, newPerMinute: 1_000 }).preview(ada, url)
const good = html('<title>Inside</title>')

const NOT_PUBLIC_V4 = [
  ...[
    '0.0.0.0',
    '0.1.2.3',
    '10.0.0.1',
    '10.255.255.255',
    '100.64.0.1',
    '100.127.255.255',
    '127.0.0.1',
    '127.255.255.254',
  ],
  ...['169.254.169.254', '172.16.0.1', '172.31.255.255', '192.0.0.1', '192.0.2.1', '192.88.99.1', '192.168.0.1'],
  ...['198.18.0.1', '198.19.255.255', '198.51.100.1', '203.0.113.1', '224.0.0.1', '239.255.255.255', '240.0.0.1'],
  '255.255.255.255',
]
const NOT_PUBLIC_V6 = [
  ...['::', '::1', '::ffff:127.0.0.1', '::ffff:10.0.0.1', '::ffff:7f00:1', '::127.0.0.1', '::ffff:0:127.0.0.1'],
  ...['64:ff9b::127.0.0.1', '64:ff9b::a00:1', '64:ff9b:1::a00:1', '2002:7f00:1::', '2002:a00:1::1', '2001:0:7f00:1::'],
  ...['2001::1', 'fe80::1', 'febf::1', 'fec0::1', 'fc00::1', 'fd12:3456::1', 'ff02::1', '100::1', '2001:db8::1'],
  ...['3fff::1', '5f00::1', '2001:2::1', '2001:10::1', '2001:20::1', '4000::1', '::ffff:169.254.169.254'],
]
/** As the URL parser reads them, all of them are 127.0.0.1, 10.0.0.1 or 169.254.169.254. */
const SPELLINGS = [
  ...[
    '2130706433',
    '0x7f000001',
    '0x7f.0.0.1',
    '0177.0.0.1',
    '017700000001',
    '127.1',
    '127.0.1',
    '0x7f.1',
    '127.0.0.1.',
  ],
  ...[
    '167772161',
    '0xa000001',
    '012.0.0.1',
    '10.1',
    '0xA9FEA9FE',
    '2852039166',
    '0251.0376.0251.0376',
    '%31%32%37.0.0.1',
  ],
  ...['１２７.0.0.1', '127。0。0。1', '①②⑦.0.0.1', '0', '0x0', '00000000177.1'],
]

describe('addresses', () => {
  it.each([...NOT_PUBLIC_V4, ...NOT_PUBLIC_V6])('[LP1] %s is not public', (address) => {
    expect(isPublicAddress(address)).toBe(false)
  })

  it.each([PUBLIC, '1.1.1.1', '100.63.255.255', '172.32.0.1', '2606:4700::1111', '2a00:1450:4001::1'])(
    '[LP1] %s is public',
    (address) => {
      expect(isPublicAddress(address)).toBe(true)
    },
  )

  it.each(['', 'x', '127.1', '0x7f000001', '2130706433', '01.1.1.1', 'fe80::1%eth0', '2606:4700::1111%1', '[::1]'])(
    '[LP1] %j is not taken for an address that is public',
    (address) => {
      expect(isPublicAddress(address)).toBe(false)
    },
  )
})

describe('links', () => {
  it.each([
    ...NOT_PUBLIC_V4.map((host) => `http://${host}/`),
    ...NOT_PUBLIC_V6.map((host) => `http://[${host}]/`),
    ...SPELLINGS.map((host) => `http://${host}/`),
    ...['ftp://example.org/', 'file:///etc/passwd', 'gopher://example.org/', 'data:text/html,x', 'javascript:alert(1)'],
    ...[
      'http://',
      'https://',
      '//example.org',
      'example.org',
      '',
      ' ',
      'http://example.org:99999/',
      'http://[::1',
      'http://a b/',
    ],
    ...[
      'http://user@example.org/',
      'http://user:pass@example.org/',
      'http://example.org@127.0.0.1/',
      'https://:x@example.org/',
    ],
    ...['http://example.org:22/', 'http://example.org:8080/', 'http://example.org:6379/', 'https://example.org:8443/'],
    `http://example.org/${'x'.repeat(2_048)}`,
  ])('[LP1] %s is not even looked up', async (url) => {
    const web = await aHost((_request, response) => response.end(good))
    web.names.set('example.org', () => {
      throw new Error('looked up')
    })
    expect(await preview(web, url)).toBeNull()
    expect(web.dialled).toEqual([])
  })

  it.each([...NOT_PUBLIC_V4, ...NOT_PUBLIC_V6])(
    '[LP2] a name that resolves to %s is not connected to',
    async (address) => {
      const web = await aHost((_request, response) => response.end(good))
      web.names.set('one.example', [address])
      web.names.set('mixed.example', [PUBLIC, address])
      expect(await preview(web, 'http://one.example/')).toBeNull()
      expect(await preview(web, 'https://mixed.example/')).toBeNull()
      expect(web.dialled).toEqual([])
    },
  )

  it.each([[[]], [['nonsense']], [Array<string>(100).fill(PUBLIC)]])(
    '[LP2] a name that resolves to %j is not connected to',
    async (addresses) => {
      const web = await aHost((_request, response) => response.end(good))
      web.names.set('odd.example', addresses)
      expect(await preview(web, 'http://odd.example/')).toBeNull()
      expect(web.dialled).toEqual([])
    },
  )

  it('[LP2] a name that first resolves to a public address and then to another is asked once', async () => {
    const answers = [[PUBLIC], ['127.0.0.1'], ['169.254.169.254']]
    let asked = 0
    const web = await aHost((_request, response) => response.setHeader('content-type', 'text/html').end(good))
    web.names.set('rebind.example', () => answers[asked++] ?? ['10.0.0.1'])
    expect(await preview(web, 'http://rebind.example/')).toMatchObject({ title: 'Inside' })
    expect([asked, web.dialled]).toEqual([1, [PUBLIC]])
    // The next visit asks anew, and is refused.
    expect(await preview(web, 'http://rebind.example/')).toBeNull()
    expect([asked, web.dialled]).toEqual([2, [PUBLIC]])
  })

  it('[LP2] rebinding between two hops is refused', async () => {
    let asked = 0
    const web = await aHost((_request, response) => response.writeHead(302, { location: '/again' }).end())
    web.names.set('rebind.example', () => (asked++ === 0 ? [PUBLIC] : ['127.0.0.1']))
    expect(await preview(web, 'http://rebind.example/')).toBeNull()
    expect(web.dialled).toEqual([PUBLIC])
  })

  it.each(['127.0.0.1', '::1', '', '8.8.8.8'])('[LP2] a socket whose peer is %j is sent nothing', async (peer) => {
    const web = await aHost((_request, response) => response.end(good))
    web.peer = peer
    expect(await preview(web, 'http://example.org/')).toBeNull()
    expect(web.asked).toEqual([])
  })

  it.each([
    ...[
      'http://127.0.0.1/',
      'http://2130706433/',
      'http://[::ffff:10.0.0.1]/',
      'http://169.254.169.254/latest/meta-data/',
    ],
    ...[
      '//127.0.0.1/',
      '//0x7f.1/x',
      'http://inside.example/',
      'file:///etc/passwd',
      'gopher://example.org/',
      'data:text/html,x',
    ],
    ...[
      'http://user:pass@example.org/',
      'http://example.org:22/',
      'http://[fd00::1]/',
      'http://[64:ff9b::a00:1]/',
      'http://',
    ],
  ])('[LP3] a redirect to %s is not followed', async (location) => {
    const web = await aHost((_request, response) => response.writeHead(302, { location }).end())
    web.names.set('inside.example', ['192.168.1.1'])
    expect(await preview(web, 'http://example.org/')).toBeNull()
    expect(web.dialled).toEqual([PUBLIC])
  })

  it('[LP3] redirects go round five times at most', async () => {
    const web = await aHost((_request, response) => response.writeHead(301, { location: '/' }).end())
    expect(await preview(web, 'http://example.org/')).toBeNull()
    expect(web.asked).toHaveLength(6)
    const chain = await aHost((request, response) => {
      const n = Number(request.url?.slice(1))
      if (n < 5) response.writeHead(307, { location: `/${n + 1}` }).end()
      else response.setHeader('content-type', 'text/html').end(good)
    })
    expect(await preview(chain, 'http://example.org/0')).toMatchObject({ title: 'Inside' })
    expect(await preview(chain, 'http://example.org/-1')).toBeNull()
  })

  it('[LP4] what comes slowly, or not at all, is given up', async () => {
    const silent = await aHost(() => undefined, { totalMs: 100 })
    expect(await preview(silent, 'http://example.org/')).toBeNull()
    const dripping = await aHost(
      (_request, response) => {
        response.setHeader('content-type', 'text/html').write('<title>Drip')
        const drip = setInterval(() => response.write(' '), 20)
        response.on('close', () => clearInterval(drip))
      },
      { totalMs: 150 },
    )
    expect(await preview(dripping, 'http://example.org/')).toBeNull()
    const lost = await aHost(() => undefined, { totalMs: 50 })
    const forever = { ...lost.deps, resolve: () => new Promise<string[]>(() => undefined) }
    expect(await preview({ ...lost, deps: forever }, 'http://example.org/')).toBeNull()
    expect(lost.dialled).toEqual([])
  })

  it('[LP4] of what never ends only the beginning is read', async () => {
    let sent = 0
    const web = await aHost((_request, response) => {
      response.setHeader('content-type', 'text/html').write('<title>Endless</title>')
      const more = () => {
        while (!response.destroyed && sent < 50_000_000) {
          sent += 65_536
          if (!response.write('x'.repeat(65_536))) return void response.once('drain', more)
        }
      }
      more()
    })
    expect(await preview(web, 'http://example.org/')).toMatchObject({ title: 'Endless' })
    expect(sent).toBeLessThan(20_000_000)
  })

  it('[LP4] a compressed bomb unfolds to the limit and no further', async () => {
    const bomb = gzipSync(Buffer.concat([Buffer.from('<title>Bomb</title>'), Buffer.alloc(200_000_000, 'x')]))
    const web = await aHost((_request, response) =>
      response.writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'gzip' }).end(bomb),
    )
    const before = process.memoryUsage().rss
    expect(await preview(web, 'http://example.org/')).toMatchObject({ title: 'Bomb' })
    expect(process.memoryUsage().rss - before).toBeLessThan(100_000_000)
  })

  it.each(['gzip, gzip', 'zstd', 'compress', 'nonsense', '__proto__'])(
    '[LP4] the encoding %s is not unfolded',
    async (encoding) => {
      const web = await aHost((_request, response) =>
        response.writeHead(200, { 'content-type': 'text/html', 'content-encoding': encoding }).end(good),
      )
      expect(await preview(web, 'http://example.org/')).toBeNull()
    },
  )

  it.each([
    ...[
      'application/pdf',
      'image/png',
      'application/json',
      'text/plain',
      'video/mp4',
      'text/htmlx',
      '',
      'multipart/x-mixed-replace',
    ],
    'image/svg+xml',
  ])('[LP4] the type %j is not read', async (type) => {
    const web = await aHost((_request, response) =>
      response.writeHead(200, type ? { 'content-type': type } : {}).end(good),
    )
    expect(await preview(web, 'http://example.org/')).toBeNull()
  })

  it('[LP4] headers that are huge, broken compression, errors and cut answers give nothing', async () => {
    const answers: Parameters<typeof aWeb>[0][] = [
      (_request, response) =>
        response.writeHead(200, { 'content-type': 'text/html', 'x-huge': 'x'.repeat(20_000) }).end(good),
      (_request, response) =>
        response.writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'gzip' }).end(good),
      (_request, response) => response.writeHead(500, { 'content-type': 'text/html' }).end(good),
      (_request, response) => response.writeHead(404, { 'content-type': 'text/html' }).end(good),
      (_request, response) => response.writeHead(302).end(good),
      (_request, response) => {
        response.writeHead(200, { 'content-type': 'text/html', 'content-length': '1000' }).write(good)
        response.destroy()
      },
      (request) => request.socket.destroy(),
      (request) => request.socket.end('nonsense\r\n\r\n'),
    ]
    for (const answer of answers) expect(await preview(await aHost(answer), 'http://example.org/')).toBeNull()
  })

  it('[LP4] nothing of anybody is sent along', async () => {
    const web = await aHost((_request, response) =>
      response.writeHead(302, { location: '/next', 'set-cookie': 'a=b' }).end(),
    )
    await preview(web, 'http://example.org/#fragment')
    for (const { headers, url } of web.asked) {
      expect(Object.keys(headers).sort()).toEqual(['accept', 'accept-encoding', 'connection', 'host', 'user-agent'])
      expect(url).not.toContain('#')
    }
    expect(web.asked.length).toBeGreaterThan(1)
  })
})
