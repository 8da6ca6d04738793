import { describe, expect, it } from 'vitest'
import { noteBadge, setAppBadge } from '../../../client/notifications/app-badge.ts'
import { NO_MEMORY } from '../../../client/notifications/show-plan.ts'

describe('the badge of the app', () => {
  it('[NF45] follows pushes, but none that came late', () => {
    const first = noteBadge(NO_MEMORY, { count: 3, at: 20 })!
    expect(first.badgeAtMs).toBe(20)
    expect(noteBadge(first, { count: 2, at: 19 })).toBe(null)
    expect(noteBadge(first, { count: 4, at: 20 })).not.toBe(null)
  })

  it('[NF20] is taken away with the last unread, and refused without harm', () => {
    const told: (number | null)[] = []
    const shell = {
      setAppBadge: (count: number) => Promise.resolve(void told.push(count)),
      clearAppBadge: () => Promise.reject(new Error(`not installed: ${told.push(null)}`)),
    }
    setAppBadge(2, shell)
    setAppBadge(0, shell)
    setAppBadge(1, {})
    expect(told).toEqual([2, null])
  })
})
