/** What becomes of the notifications on the screen when something is news (docs/behaviour.md, NF11, NF13, NF44). Pure. */
import type { ShownData, SummedNotice } from './notice.ts'
import { isReadNotice, tagOf, tagOfShown, type ShowPlan, type WorkerMemory } from './show-plan.ts'
import { countOf, sumUp, type SummaryWords } from './sum-up.ts'

export interface ScreenChange {
  readonly show: readonly { readonly notice: SummedNotice; readonly rings: boolean }[]
  /** Tags of those that another one stands for now. */
  readonly close: readonly string[]
}

const NOTHING: ScreenChange = { show: [], close: [] }

/** One after the other: each takes the place of the one of its chat. */
export function addEach(shown: readonly ShownData[], news: ShowPlan['show']): ScreenChange {
  const counts = new Map(shown.flatMap(({ isOfMany, of: [one] = [] }) => (one && !isOfMany ? [[one.chat, one]] : [])))
  const show = news.map(({ notice, rings }) => {
    const before = counts.get(notice.chat)
    const counted = before ? { ...notice, count: countOf(before) + countOf(notice) } : notice
    counts.set(notice.chat, counted)
    return { notice: counted, rings }
  })
  return { show, close: [] }
}

/** All that is on the screen and unread counts with what is new. Only what changes is shown again. */
export function addTogether(
  shown: readonly ShownData[],
  news: ShowPlan['show'],
  memory: WorkerMemory,
  words: SummaryWords,
): ScreenChange {
  const [first] = news
  if (!first) return NOTHING
  const own = shown.filter(({ user }) => user === first.notice.user)
  const standing = own.flatMap(({ of = [] }) => of).filter((notice) => !isReadNotice(memory, notice))
  // What was heard once is not heard again.
  const silent = standing.map((notice) => ({ ...notice, how: 'silent' as const }))
  const summed = sumUp([...silent, ...news.map(({ notice }) => notice)], words)
  const newChats = new Set(news.map(({ notice }) => notice.chat))
  const tags = new Set(own.map(tagOfShown))
  const changed = summed.filter((notice) => newChats.has(notice.chat) || !tags.has(tagOf(notice)) || notice.ofMany)
  const how = news.some(({ notice }) => notice.how === 'sound') ? ('sound' as const) : ('silent' as const)
  const rings = news.some((one) => one.rings)
  const kept = new Set(summed.map(tagOf))
  return {
    show: changed.map((notice, n) => ({
      notice: { ...notice, how: n === 0 ? how : 'silent' },
      rings: n === 0 && rings,
    })),
    close: [...tags].filter((tag) => !kept.has(tag)),
  }
}
