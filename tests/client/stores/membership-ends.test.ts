/** Chats that one is out of. */
import { describe, expect, it } from 'vitest'
import { accountDocument, channelDocument } from '../../../schema/documents.ts'
import { endedPref, endedValue } from '../../../schema/ended-membership.ts'
import type { UserId } from '../../../schema/ids.ts'
import { aRidge, HOUR, NIGHT, NOW } from '../../../client/fixtures/ridge.ts'
import { Stores } from '../../../client/stores/stores.ts'
import { aBox, handTimers } from './support.ts'

const ACCOUNT = accountDocument(1 as never)

function open(box = aBox(), ridge = aRidge()) {
  const stores = new Stores(ridge.device, box, handTimers())
  stores.chats.subscribe(() => undefined)
  const left = () => stores.chats.view.sections.find(({ id }) => id === 'left')?.rows.map(({ id }) => id) ?? []
  return { device: ridge.device, stores, box, left, reason: () => stores.chat(NIGHT).view.readOnly }
}

describe('a membership that ends', () => {
  it('[UI10] while the device is in touch is told with its time, and the chat stays in the list', () => {
    const { device, left, reason } = open()
    expect(left()).toEqual([])
    device.put(ACCOUNT, 'memberships', NIGHT, null)
    device.advance(HOUR)
    expect(left()).toEqual([NIGHT])
    expect(reason()).toEqual({ kind: 'removed', by: null, at: NOW })
  })

  it('[UI10] names who did it where that can be read', () => {
    const { device, reason } = open()
    device.put(channelDocument(NIGHT), 'members', '1', { role: 'none', by: 5 }).put(ACCOUNT, 'memberships', NIGHT, null)
    expect(reason()).toMatchObject({ kind: 'removed', by: { name: 'dario' }, at: NOW })
  })

  it('[UI10] that the device learns of later is told without a time', () => {
    const { device, left, reason } = open()
    device.setSync({ state: 'syncing', done: 0, total: 1, sinceMs: NOW }).put(ACCOUNT, 'memberships', NIGHT, null)
    device.setSync({ state: 'live', sinceMs: NOW })
    expect(left()).toEqual([NIGHT])
    expect(reason()).toEqual({ kind: 'removed', by: null, at: null })
  })

  it('[UI10] that the server noted is told with name and time, whenever the device learns of it', () => {
    const { device, reason } = open()
    const note = (by: number) =>
      device.put(ACCOUNT, 'prefs', endedPref(NIGHT), endedValue({ by: by as UserId, at: NOW }))
    device.setSync({ state: 'syncing', done: 0, total: 1, sinceMs: NOW })
    note(5).put(ACCOUNT, 'memberships', NIGHT, null)
    device.advance(HOUR)
    expect(reason()).toMatchObject({ kind: 'removed', by: { name: 'dario' }, at: NOW })
    note(1).put(ACCOUNT, 'memberships', NIGHT, { kind: 'private', role: 'member', title: 'Night shift' })
    device.put(ACCOUNT, 'memberships', NIGHT, null)
    expect(reason()).toEqual({ kind: 'left' })
  })

  it('[UI10] is remembered over a restart, and forgotten when one is back', () => {
    const first = open()
    first.device.put(ACCOUNT, 'memberships', NIGHT, null)
    const ridge = aRidge()
    ridge.device.put(ACCOUNT, 'memberships', NIGHT, null)
    const { device, left, reason } = open(first.box, ridge)
    expect(reason()).toMatchObject({ at: NOW })
    device.put(ACCOUNT, 'memberships', NIGHT, { kind: 'private', role: 'member', title: 'Night shift' })
    expect(left()).toEqual([])
    expect(open(first.box).stores.ends.at(NIGHT)).toBeNull()
  })

  it('[UI10] one that is still being read from the disk has not ended', () => {
    const { device, left } = open()
    device.setDocument(ACCOUNT, 'loading').setDocument(ACCOUNT, 'ready')
    expect(left()).toEqual([])
  })

  it('whoever leaves by themselves is told so', () => {
    const { device, reason } = open()
    device.put(channelDocument(NIGHT), 'members', '1', { role: 'none', by: 1 }).put(ACCOUNT, 'memberships', NIGHT, null)
    expect(reason()).toEqual({ kind: 'left' })
  })

  it('damaged memory is none', () => {
    for (const text of ['{', '7', '[1]', '[["x",{}]]', '[["not a channel",null]]']) {
      const box = aBox()
      box.setItem('cairn.ended.1', text)
      expect([...open(box).stores.ends.ids()]).toEqual([])
    }
  })
})
