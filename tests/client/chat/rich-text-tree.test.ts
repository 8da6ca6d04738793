import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  parseRichText,
  safeHref,
  textOf,
  type Names,
  type Node,
} from '../../../client/components/chat/rich-text-tree.ts'

const names: Names = {
  mention: (name) =>
    name.toLowerCase() === 'ana'
      ? { userId: 1, name: 'Ana', mine: false }
      : name === 'me'
        ? { userId: 2, name: 'Me', mine: true }
        : name === 'everyone'
          ? { userId: 'everyone', name: 'everyone', mine: true }
          : null,
  channel: (name) => (name === 'pump-crew' ? { channelId: 'pump-crew', title: 'pump-crew' } : null),
}

function flatten(nodes: readonly Node[]): Node[] {
  return nodes.flatMap((node) => [
    node,
    ...('children' in node ? flatten(node.children) : []),
    ...('items' in node ? node.items.flatMap(flatten) : []),
  ])
}

function depthOf(nodes: readonly Node[]): number {
  const inner = nodes.flatMap((node) =>
    'children' in node ? [depthOf(node.children)] : 'items' in node ? node.items.map(depthOf) : [0],
  )
  return nodes.length === 0 ? 0 : 1 + Math.max(...inner)
}

const types = (text: string) => flatten(parseRichText(text, names)).map((node) => node.type)
const links = (text: string) =>
  flatten(parseRichText(text, names)).flatMap((node) => (node.type === 'link' ? [node.href] : []))

describe('markup', () => {
  it.each([
    ['**bold**', 'strong'],
    ['__bold__', 'strong'],
    ['*italic*', 'em'],
    ['_italic_', 'em'],
    ['~~gone~~', 'strike'],
    ['`code`', 'code'],
    ['```ts\nlet a\n```', 'fence'],
    ['> said', 'quote'],
    ['- one', 'list'],
    ['1. one', 'list'],
    ['- [x] done', 'task'],
    ['a\nb', 'break'],
    ['[site](https://example.org)', 'link'],
    ['https://example.org', 'link'],
    ['www.example.org', 'link'],
    ['ana@example.org', 'link'],
  ])('%j has a %s', (text, type) => {
    expect(types(text)).toContain(type)
  })

  it('a fence keeps its language and its text as written', () => {
    expect(parseRichText('```ts title=x\n<b>**a**\n```')).toEqual([{ type: 'fence', lang: 'ts', text: '<b>**a**' }])
  })

  it('a numbered list keeps its first number', () => {
    expect(parseRichText('7. a\n8. b')[0]).toMatchObject({ type: 'list', start: 7 })
  })

  it.each(['-', '>', '# heading', '---', '| a | b |\n|---|---|', '[a]: https://example.org "t"', 'a\n==='])(
    '%j is the text that was typed',
    (text) => {
      const shown = flatten(parseRichText(text)).filter(({ type }) => !['paragraph', 'break', 'text'].includes(type))
      expect(shown.filter(({ type }) => type !== 'link')).toEqual([])
      expect(textOf(parseRichText(text))).toBe(text)
    },
  )

  it('an empty text is an empty tree', () => {
    expect(parseRichText('')).toEqual([])
  })
})

describe('links', () => {
  it('an address ends before the full stop of its sentence', () => {
    expect(links('see https://example.org/a_(b).')).toEqual(['https://example.org/a_(b)'])
  })

  it('a label that names another host shows the true one', () => {
    const [, link] = flatten(parseRichText('[https://bank.example](https://evil.example/x)'))
    expect(link).toMatchObject({ href: 'https://evil.example/x', host: 'evil.example' })
  })

  it.each([
    '[the site](https://example.org)',
    '[example.org](https://www.example.org/a)',
    'https://example.org:8080/a',
  ])('%j names no other host', (text) => {
    expect(flatten(parseRichText(text)).find(({ type }) => type === 'link')).toMatchObject({ host: '' })
  })

  it('an address within code is no link', () => {
    expect(links('`https://example.org`')).toEqual([])
  })
})

describe('mentions', () => {
  it('a name that somebody goes by is a chip, with the name as that person writes it', () => {
    expect(parseRichText('hi @ANA!', names)).toEqual([
      {
        type: 'paragraph',
        children: [
          { type: 'text', text: 'hi ' },
          { type: 'mention', userId: 1, name: 'Ana', mine: false },
          { type: 'text', text: '!' },
        ],
      },
    ])
  })

  it.each([
    '@nobody',
    'a@ana',
    'x/@ana',
    'mail@ana.org',
    'https://example.org/@ana',
    '`@ana`',
    '```\n@ana\n```',
    '@ana-b',
  ])('%j mentions nobody', (text) => {
    expect(types(text)).not.toContain('mention')
  })

  it.each(['@ana', '(@ana)', '**@ana**', '> @ana', '- @ana', '@me @everyone'])('%j mentions', (text) => {
    expect(types(text)).toContain('mention')
  })

  it('a channel is a link to it', () => {
    expect(types('see #pump-crew')).toContain('channel')
    expect(types('see #1')).not.toContain('channel')
  })
})

/** Each with what some Markdown or HTML renderer has once let through. */
const attacks = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<svg/onload=alert(1)>',
  '<iframe src="javascript:alert(1)"></iframe>',
  '<a href="javascript:alert(1)">x</a>',
  '<details open ontoggle=alert(1)>',
  '<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
  '<!--<img src="--><img src=x onerror=alert(1)//">',
  '<![CDATA[<img src=x onerror=alert(1)>]]>',
  '<?xml-stylesheet href="javascript:alert(1)"?>',
  '[x](javascript:alert(1))',
  '[x](JaVaScRiPt:alert(1))',
  '[x](java\nscript:alert(1))',
  '[x](java&#x0A;script:alert(1))',
  '[x](javascript&colon;alert(1))',
  '[x](&#106;avascript:alert(1))',
  '[x](\u0001javascript:alert(1))',
  '[x]( javascript:alert(1) )',
  '[x](<javascript:alert(1)>)',
  '[x](\\javascript:alert(1))',
  '[x](vbscript:msgbox(1))',
  '[x](data:text/html,<script>alert(1)</script>)',
  '[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)',
  '[x](blob:https://example.org/1)',
  '[x](file:///etc/passwd)',
  '[x](view-source:https://example.org)',
  '[x](intent://scan/#Intent;end)',
  '[x](ms-msdt:/id)',
  '[x](//evil.example)',
  '[x](/logout)',
  '[x](#/settings)',
  '[x](https://example.org" onmouseover="alert(1))',
  '[x](https://example.org "x" onmouseover=alert(1) ")',
  '![x](javascript:alert(1))',
  '![x](https://evil.example/track.gif)',
  '[![x](https://evil.example/a.png)](javascript:alert(1))',
  '<javascript:alert(1)>',
  '<data:text/html,x>',
  '[x]: javascript:alert(1)\n\n[x]',
  '[a](javascript:alert(1)//[b](https://example.org))',
  '[[x](javascript:alert(1))](javascript:alert(2))',
  '`<img src=x onerror=alert(1)>`',
  '```"><img src=x onerror=alert(1)>\n</code></pre><script>alert(1)</script>\n```',
  '| <img src=x onerror=alert(1)> |\n|---|\n| <script>alert(1)</script> |',
  '# <img src=x onerror=alert(1)>',
  '${alert(1)} {{constructor.constructor("alert(1)")()}}',
  '@<img src=x onerror=alert(1)>',
  '\u202ehttps://example.org/gpj.exe',
  '<a name="constructor">__proto__</a> [x](__proto__)',
]
const SAFE = /^(https?|mailto):/

describe('what is hostile', () => {
  it.each(attacks)('%j has no link but http, https and mailto, and no node but the known', (text) => {
    const nodes = flatten(parseRichText(text, names))
    for (const node of nodes) {
      expect(KNOWN).toContain(node.type)
      if (node.type === 'link') expect(node.href).toMatch(SAFE)
    }
  })

  it.each(['javascript:alert(1)', ' java\tscript:alert(1)', 'data:,x', '/path', '#/hash', '', 'https://', 'mailto'])(
    '%j is no address to follow',
    (href) => {
      expect(safeHref(href)).toBeNull()
    },
  )

  it('a quotation mark in an address is encoded', () => {
    expect(safeHref('https://example.org/"onclick=x')).toBe('https://example.org/%22onclick=x')
  })

  it.each(['>', '- ', '1. ', '> - ', '*a **b ', '[', '[a](', '__a_', '~~a ', '*'.repeat(7) + 'a'])(
    '10,000 characters of %j stay shallow',
    (part) => {
      expect(depthOf(parseRichText(part.repeat(10_000).slice(0, 10_000)))).toBeLessThan(32)
    },
  )

  it('any text gives a tree of known nodes and safe links', () => {
    const parts = fc.constantFrom(
      '*',
      '_',
      '`',
      '~~',
      '[',
      ']',
      '(',
      ')',
      '<',
      '>',
      '- ',
      '\n',
      '@ana',
      'javascript:',
      'a',
      ' ',
      '&#58;',
      '!',
    )
    const text = fc.oneof(
      fc.string(),
      fc.array(parts, { maxLength: 40 }).map((list) => list.join('')),
    )
    fc.assert(
      fc.property(text, (any) => {
        for (const node of flatten(parseRichText(any, names))) {
          expect(KNOWN).toContain(node.type)
          if (node.type === 'link') expect(node.href).toMatch(SAFE)
        }
      }),
      { numRuns: 500 },
    )
  })
})

const KNOWN: readonly string[] = [
  ...['text', 'break', 'code', 'fence', 'mention', 'channel', 'link', 'list', 'task'],
  ...['paragraph', 'strong', 'em', 'strike', 'quote'],
]
