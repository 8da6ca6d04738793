import { describe, expect, it } from 'vitest'
import { queryAt, rank } from '../../../client/components/chat/suggest.ts'

const at = (marked: string) => queryAt(marked.replace('|', ''), marked.indexOf('|'))

describe('the word that asks for suggestions', () => {
  it.each([
    ['@|', 'mention', ''],
    ['hi @an| x', 'mention', 'an'],
    ['(@Jo|', 'mention', 'Jo'],
    ['#pump-c|', 'channel', 'pump-c'],
    [':th|', 'emoji', 'th'],
    ['**@a|', 'mention', 'a'],
    ['line\n@a|', 'mention', 'a'],
    ['```one``` @a|', 'mention', 'a'],
    ['```one```\n@a|', 'mention', 'a'],
    ['~~~\n```\n~~~\n@a|', 'mention', 'a'],
  ])('[KB50] %j asks for a %s %j', (text, kind, query) => {
    expect(at(text)).toMatchObject({ kind, query })
  })

  it.each(['|', 'a@b|', '@a b|', ':t|', '12:30|', 'https://x/#a|', '`@a|', '```\n@a|', '~~~\n@a|', '@@|', 'x#a|'])(
    '%j asks for nothing',
    (text) => {
      expect(at(text)).toBeNull()
    },
  )

  it('it is replaced from its sign to the caret', () => {
    expect(at('hi @an|')).toMatchObject({ from: 3, to: 6 })
  })
})

describe('the order of suggestions', () => {
  const person = (name: string, isNear = true) => ({ item: name, names: [name], isNear })

  it('members come first, then the better match', () => {
    const people = [person('Anatol', false), person('Joan'), person('Ana'), person('Mary-Ann'), person('Anabel')]
    expect(rank(people, 'an')).toEqual(['Ana', 'Anabel', 'Mary-Ann', 'Joan', 'Anatol'])
  })

  it('case and accents do not matter', () => {
    expect(rank([person('João')], 'joao')).toEqual(['João'])
  })

  it('any of the names may match', () => {
    expect(rank([{ item: 1, names: ['Ana Silva', 'asilva'] }], 'asil')).toEqual([1])
  })

  it('no more than the limit is offered, and nothing that does not match', () => {
    expect(
      rank(
        Array.from({ length: 20 }, (_, i) => person(`a${i}`)),
        'a',
      ),
    ).toHaveLength(8)
    expect(rank([person('Ben')], 'an')).toEqual([])
  })
})
