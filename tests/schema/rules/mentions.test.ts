import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { UserId } from '../../../schema/ids.ts'
import { channelOf, type Channel } from '../../../schema/rules/channel.ts'
import { codeRanges } from '../../../schema/rules/code-ranges.ts'
import { mentionablePeople, resolveMentions } from '../../../schema/rules/mentions.ts'
import { aCrew, ada, bo, CREW, cy } from '../../support/a-world.ts'

const people = (
  [
    [1, 'ana'],
    [2, 'Ben'],
    [3, 'cy_'],
    [4, 'cy'],
    [5, 'example'],
  ] as const
).map(([id, name]) => [id as UserId, name] as const)
const of = (text: string) => resolveMentions(text, people)

describe('mentions', () => {
  it('[MN1] a name is found whatever the case, among those who read the channel', () => {
    expect(of('@ANA and @ben, @stranger')).toEqual([1, 2])
    const world = aCrew().withUser(bo, '', { deletedAt: 1 })
    expect(mentionablePeople(world, channelOf(world, CREW) as Channel)).toEqual([
      [ada, 'ada'],
      [cy, 'cy'],
    ])
  })
  it('[MN2] everyone is mentioned by @everyone', () => {
    expect(of('@Everyone look')).toEqual(['everyone'])
  })
  it('[MN3] an @ in the middle of a word, an address or a path does not count', () => {
    for (const text of [
      'x@ana',
      '5@ana',
      '_@ana',
      '@@ana',
      '/@ana',
      'é@ana',
      '𝔘@ana',
      'a.@example.com',
      'a-@example.com',
    ]) {
      expect(of(text), text).toEqual([])
    }
    for (const text of ['(@ana)', '"@ana"', '-@ana', '...@ana', '\n@ana', '*@ana*', '@ana.']) {
      expect(of(text), text).toEqual([1])
    }
    expect(of('mail ana@example.com')).toEqual([])
  })
  it('[MN4] a name ends with its grammar, longest first, and trailing marks lose no mention', () => {
    expect(of('@ana_')).toEqual([1])
    expect(of('@ana-- and @cy_, not @cyx')).toEqual([1, 3])
    expect(of('@cy__')).toEqual([3])
    expect(of('@cy-_')).toEqual([4])
    expect(of('@anaさん')).toEqual([1])
    expect(of('@anab @ana-b @ana_b')).toEqual([])
  })
  it('[MN5] code mentions nobody', () => {
    expect(of('`@ana` @ben')).toEqual([2])
    expect(of('``a ` @ana`` @ben')).toEqual([2])
    expect(of('```\n@ana\n```\n@ben')).toEqual([2])
    expect(of('~~~js\n@ana\n```\n~~~ \n@ben')).toEqual([2])
    expect(of('> ````\n> @ana\n> ```\n> ````\n@ben')).toEqual([2])
    expect(of('```\n@ana @ben')).toEqual([])
  })
  it('[MN5] what is not closed, is escaped or is only indented is no code', () => {
    expect(of('`@ana')).toEqual([1])
    expect(of('`` @ana `')).toEqual([1])
    expect(of('`\n\n@ana`')).toEqual([1])
    expect(of('\\`@ana`')).toEqual([1])
    expect(of('\\\\`@ana`')).toEqual([])
    expect(of('    @ana')).toEqual([1])
    expect(of('```x``` @ana')).toEqual([1])
  })
  it('[MN6] a URL mentions nobody', () => {
    expect(of('https://a.b/c?to=@ana @ben')).toEqual([2])
    expect(of('www.a.b/(@ana)')).toEqual([])
    expect(of('<ftp://u:@ana> @ben')).toEqual([2])
    expect(of('see: //@ana, awww.@ana')).toEqual([1])
  })
  it('[MN7] each is listed once, people by id, then everyone', () => {
    expect(of('@everyone @ben @ana @ben @everyone')).toEqual([1, 2, 'everyone'])
  })
  it('[MN8] hostile text costs a bounded number of steps a character', () => {
    const units = [
      '@',
      '`',
      '`@',
      '\\`',
      '@-',
      '@_a',
      '://',
      'a://',
      '``@ ` ',
      '> ',
      '- ',
      '~~~\n',
      '```\n',
      'www.',
      '\n',
      '`\n\n',
      '@a`b',
    ]
    for (const unit of [...units, '`'.repeat(99) + ' ', '@' + '-'.repeat(98)]) {
      const text = unit.repeat(10_000 / unit.length)
      const meter = { steps: 0 }
      resolveMentions(`${text}@ana`, people, meter)
      expect(meter.steps, JSON.stringify(unit)).toBeLessThan(8 * 10_000)
    }
    // Runs of every length: each finds its partner in one look.
    const runs = Array.from({ length: 140 }, (_, i) => '`'.repeat(i + 1)).join(' ')
    const meter = { steps: 0 }
    codeRanges(runs, meter)
    expect(meter.steps).toBeLessThan(8 * runs.length)
  })
  it('[MN8] any text is answered, within the same bound, with ranges in order', () => {
    const piece = fc.constantFrom(
      '@',
      '`',
      '```',
      '~~~',
      '\n',
      '\\',
      ' ',
      'ana',
      'ben',
      '://',
      'www.',
      '> ',
      '-',
      '_',
      'é',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 120 }), (pieces) => {
        const text = pieces.join('')
        const meter = { steps: 0 }
        const mentions = resolveMentions(text, people, meter)
        expect(mentions.every((mention) => mention === 1 || mention === 2)).toBe(true)
        expect(meter.steps).toBeLessThanOrEqual(8 * text.length + 8)
        let end = 0
        for (const [from, to] of codeRanges(text)) {
          expect(from).toBeGreaterThanOrEqual(end)
          expect(to).toBeGreaterThan(from)
          end = to
        }
        expect(end).toBeLessThanOrEqual(text.length)
      }),
    )
  })
})
