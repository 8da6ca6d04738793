import '../../../client/app/all-words.ts'
import { describe, expect, it } from 'vitest'
import { refusalText } from '../../../client/components/chat/cairn-refusal.ts'

describe('the sentence for a refusal', () => {
  it('[UI56] what changes a message that is gone says so of the message, of a chat only where that is gone', () => {
    const gone = { code: 'gone', reason: 'RX3: no such message' } as const
    for (const kind of ['edit', 'deletion', 'reaction', 'pin'] as const) {
      expect(refusalText({ ...gone, kind }, '#pump')).toBe('That message was deleted')
      expect(refusalText({ ...gone, kind, reason: 'MT7: the channel is deleted' }, '#pump')).toBe('#pump was deleted')
    }
    expect(refusalText({ ...gone, kind: 'message' }, '#pump')).toBe('#pump was deleted')
  })

  it('[UI56] who may no longer do something is told that of writing alone where it was a message', () => {
    const forbidden = { code: 'forbidden', reason: 'MT3: not an admin' } as const
    expect(refusalText(forbidden, '#pump')).toBe('You can no longer post in #pump')
    expect(refusalText({ ...forbidden, kind: 'message' }, '#pump')).toBe('You can no longer post in #pump')
    for (const kind of ['about', 'handle', 'chat-deletion', 'members', 'edit', 'deletion', 'pin'] as const)
      expect(refusalText({ ...forbidden, kind }, '#pump')).toBe('You may no longer do this in #pump')
    expect(refusalText({ ...forbidden, kind: 'founding' }, 'Wells')).toBe('You may not do this')
    expect(refusalText({ ...forbidden, kind: 'account' })).toBe('You may not do this')
  })

  it('[UI56] what is not allowed is named in the words of the reader, not of the server', () => {
    const invalid = { code: 'invalid', reason: 'RX2: neither an allowed name nor one emoji' } as const
    expect(refusalText({ ...invalid, kind: 'reaction' })).toBe('Not allowed as it is: Reaction')
    expect(refusalText(invalid)).toBe('Not allowed as it is: Message')
  })

  it('[UI56] a limit is told where it is known', () => {
    const large = { code: 'too_large', reason: 'AD1: over the size of one update' } as const
    expect(refusalText({ ...large, values: { limit: 50_000_000 } })).toBe('Over the limit of 50 MB')
    expect(refusalText(large)).toBe('This is too large')
  })
})
