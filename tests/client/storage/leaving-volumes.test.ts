import { describe, expect, it } from 'vitest'
import type { ChannelId, UserId } from '../../../schema/ids.ts'
import { KeepSettingsStore, limitOf, oldestKept, USUAL } from '../../../client/storage/keep-settings.ts'
import { leavingVolumes, missingVolume, type KeptVolume } from '../../../client/storage/leaving-volumes.ts'
import { aBox } from '../stores/support.ts'

const DAY = 24 * 60 * 60_000
const NOW = 1_000 * DAY
const [PUMP, RIDGE] = ['pump' as ChannelId, 'ridge' as ChannelId]

function volume(channelId: ChannelId, n: number, fromDaysAgo: number, toDaysAgo: number): KeptVolume {
  const times = { fromMs: NOW - fromDaysAgo * DAY, toMs: NOW - toDaysAgo * DAY }
  return { doc: `channel/${channelId}/${n}`, channelId, volume: n, ...times }
}
const held = [volume(PUMP, 0, 500, 370), volume(PUMP, 1, 370, 91), volume(PUMP, 2, 91, 31), volume(PUMP, 3, 31, 20)]
const leaving = (history: (typeof USUAL)['history'], chats = {}) =>
  leavingVolumes(held, { history, chats }, () => 3, NOW).map((doc) => Number(doc.slice(-1)))

describe('what leaves', () => {
  it('[OS10] with everything kept nothing leaves', () => {
    expect(leaving('all')).toEqual([])
  })

  it('[OS10] a volume leaves when its last message is older than the limit, not before', () => {
    expect(leaving('1y')).toEqual([0])
    expect(leaving('90d')).toEqual([0, 1])
    expect(leaving('30d')).toEqual([0, 1, 2])
    const edge = { ...volume(PUMP, 0, 400, 0), toMs: NOW - 30 * DAY }
    expect(leavingVolumes([edge], { history: '30d', chats: {} }, () => 3, NOW)).toEqual([])
    expect(
      leavingVolumes([{ ...edge, toMs: edge.toMs - 1 }], { history: '30d', chats: {} }, () => 3, NOW),
    ).toHaveLength(1)
  })

  it('[OS10] the newest volume stays however old it is', () => {
    expect(leavingVolumes([volume(PUMP, 0, 900, 800)], { history: '30d', chats: {} }, () => 0, NOW)).toEqual([])
  })

  it('[OS10] a volume whose messages all wait for their stamp stays', () => {
    expect(leavingVolumes([{ ...held[0]!, fromMs: null, toMs: null }], USUAL, () => 3, NOW)).toEqual([])
  })

  it('[OS11] a chat of its own keeps more, or less, than the others', () => {
    expect(leaving('30d', { [PUMP]: 'all' })).toEqual([])
    expect(leaving('all', { [PUMP]: '90d' })).toEqual([0, 1])
    expect(leaving('30d', { [RIDGE]: 'all' })).toEqual([0, 1, 2])
  })
})

describe('what is to come', () => {
  it('[OS1] is the next older volume, from the newest down', () => {
    expect(missingVolume([held[3]!], 3, -Infinity)).toBe(2)
    expect(missingVolume([held[3]!, held[1]!], 3, -Infinity)).toBe(2)
    expect(missingVolume([], 0, -Infinity)).toBe(0)
    expect(missingVolume(held, 3, -Infinity)).toBeNull()
  })

  it('[OS1] ends with the volume in which the limit lies', () => {
    expect(missingVolume([held[3]!], 3, oldestKept('30d', NOW))).toBeNull()
    expect(missingVolume([held[3]!], 3, oldestKept('90d', NOW))).toBe(2)
    expect(missingVolume([held[3]!, held[2]!], 3, oldestKept('90d', NOW))).toBeNull()
  })
})

describe('the choice', () => {
  it('[OS15] is kept for one account of this device', () => {
    const box = aBox()
    const one = new KeepSettingsStore(1 as UserId, box)
    one.change({ history: '90d', isSaving: true })
    one.changeChat(PUMP, '30d')
    expect(new KeepSettingsStore(1 as UserId, box).view).toEqual({
      history: '90d',
      isSaving: true,
      chats: { pump: '30d' },
    })
    expect(new KeepSettingsStore(2 as UserId, box).view).toEqual(USUAL)
    one.changeChat(PUMP, null)
    expect(limitOf(one.view, PUMP)).toBe('90d')
  })

  it('[OS10] what is no choice counts as the usual one', () => {
    const box = aBox()
    box.setItem('cairn.keep.1', '{"history":"7d","chats":{"pump":"never"},"isSaving":1}')
    expect(new KeepSettingsStore(1 as UserId, box).view).toEqual(USUAL)
    box.setItem('cairn.keep.1', 'nonsense')
    expect(new KeepSettingsStore(1 as UserId, box).view).toEqual(USUAL)
  })
})
