import { describe, expect, it } from 'vitest'
import { heirOf, TimelineRows } from '../../../client/components/chat/timeline-rows.ts'
import type { MessageView } from '../../../client/stores/message-view.ts'
import { aRidge, ME, PUMP } from '../../../client/fixtures/ridge.ts'
import { Stores } from '../../../client/stores/stores.ts'
import { aBox, handTimers } from '../stores/support.ts'

function someMessages(): readonly MessageView[] {
  return new Stores(aRidge().device, aBox(), handTimers()).timeline(PUMP).view.messages
}

function arranged(messages = someMessages()) {
  const rows = new TimelineRows()
  rows.arrange({ messages, gaps: [], readSeq: 16, me: ME })
  return { rows, messages }
}

describe('rows of a timeline', () => {
  it('knows each row by its key and place', () => {
    const { rows, messages } = arranged()
    const last = messages.at(-1)!
    expect(rows.find(last.id)).toMatchObject({ type: 'message', message: { id: last.id } })
    expect(rows.places.get(last.id)).toBe(rows.length - 1)
    expect(rows.find('nothing')).toBeUndefined()
  })

  it('keeps the views that did not change', () => {
    const { rows, messages } = arranged()
    const before = rows.slice(0, rows.length).map((row) => ('message' in row ? row.message : null))
    rows.arrange({ messages: messages.map((message) => ({ ...message })), gaps: [], readSeq: 16, me: ME })
    const after = rows.slice(0, rows.length).map((row) => ('message' in row ? row.message : null))
    expect(after.every((message, index) => message === before[index])).toBe(true)
  })

  it('gives the focus to messages and system lines, not to what stands between them', () => {
    const { rows, messages } = arranged()
    expect(rows.isFocusable('new')).toBe(false)
    expect(rows.isFocusable(messages.find(({ isSystem }) => isSystem)!.id)).toBe(true)
    expect(rows.focusableFrom(0, 1)).toBe(messages[0]!.id)
    expect(rows.lastFocusable()).toBe(messages.at(-1)!.id)
    expect(rows.focusableFrom(rows.length, 1)).toBeNull()
  })

  it('a row that goes leaves its place to the one after it, the last one to the one before', () => {
    const { rows, messages } = arranged()
    const [gone, next] = [messages[4]!, messages[5]!]
    const shown = rows.slice(0, rows.length).filter(({ key }) => key !== gone.id)
    expect(heirOf(rows.places.get(gone.id)!, shown)).toBe(next.id)
    const last = messages.at(-1)!
    expect(
      heirOf(
        rows.places.get(last.id)!,
        shown.filter(({ key }) => key !== last.id),
      ),
    ).toBe(messages.at(-2)!.id)
    expect(heirOf(Infinity, [])).toBe('')
  })

  it('[UI59] the place counts, not when a message was written', () => {
    const messages = someMessages().slice(0, 3)
    // It was written last, and came first.
    const late = { ...messages[0]!, id: '7ZZZZZZZZZ0000000000000000' }
    const { rows } = arranged([late, ...messages.slice(1)])
    const shown = rows.slice(0, rows.length).filter(({ key }) => key !== late.id)
    expect(heirOf(rows.places.get(late.id)!, shown)).toBe(messages[1]!.id)
  })
})
