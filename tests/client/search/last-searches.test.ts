import { describe, expect, it } from 'vitest'
import { LastSearches } from '../../../client/search/last-searches.ts'
import { aBox, watch } from '../stores/support.ts'

const [YARA, ANA] = [1, 2]

describe('the last searches', () => {
  it('[SR24] are ten, the newest first, each once, and without what is only space', () => {
    const last = new LastSearches(YARA, aBox())
    for (let n = 1; n <= 10; n++) last.add(`valve ${n}`)
    expect(last.view).toHaveLength(10)
    last.add('valve 11')
    last.add(' valve 5 ')
    last.add('  ')
    expect(last.view).toEqual([5, 11, 10, 9, 8, 7, 6, 4, 3, 2].map((n) => `valve ${n}`))
  })

  it('[SR24] are there after a restart, for the person who made them alone', () => {
    const box = aBox()
    new LastSearches(YARA, box).add('valve from:@ana')
    expect(new LastSearches(YARA, box).view).toEqual(['valve from:@ana'])
    expect(new LastSearches(ANA, box).view).toEqual([])
  })

  it('[SR24] can be cleared, and nothing of them stays', () => {
    const box = aBox()
    const last = new LastSearches(YARA, box)
    last.add('valve')
    const seen = watch(last)
    last.clear()
    expect([last.view, seen.calls, box.keys()]).toEqual([[], 1, []])
  })

  it.each(['{"a":', '{"a":1}', '[7, null]'])('[SR24] a spoilt box is an empty one: %s', (spoilt) => {
    const box = aBox()
    new LastSearches(YARA, box).add('valve')
    box.setItem(box.keys()[0]!, spoilt)
    expect(new LastSearches(YARA, box).view).toEqual([])
  })
})
