import { describe, expect, it } from 'vitest'
import { badgeCount, type Counted } from '../../../schema/rules/badge.ts'

const chat = (more: Partial<Counted>): Counted => ({
  ...{ kind: 'public', isMuted: false, isArchived: false, unread: 5, mentions: 2 },
  ...more,
})

describe('[NF20] the badge counts', () => {
  it.each([
    ['the mentions of a channel', {}, 2],
    ['the mentions of a muted one', { isMuted: true }, 2],
    ['all that is unread of a direct message', { kind: 'direct' }, 5],
    ['the mentions of a muted direct message', { kind: 'direct', isMuted: true }, 2],
    ['nothing of what is archived', { kind: 'direct', isArchived: true }, 0],
  ] as const)('%s', (_, more, expected) => expect(badgeCount(chat(more))).toBe(expected))
})
