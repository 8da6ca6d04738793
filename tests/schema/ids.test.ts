import { describe, expect, it } from 'vitest'
import * as ids from '../../schema/ids.ts'
import { messageId, NOW } from '../support/a-world.ts'

describe('ids', () => {
  it('[ID1] a user id is a positive integer in decimal, as the key says it', () => {
    expect(['1', '42', '999999999999999'].map(ids.parseUserId)).toEqual([1, 42, 999_999_999_999_999])
    for (const key of ['0', '01', '-1', '1.5', '1e3', '', ' 1', '1000000000000000'])
      expect(ids.parseUserId(key)).toBeNull()
  })
  it('[ID2] a channel id tells its form', () => {
    expect(ids.channelIdForm(messageId(1))).toEqual({ form: 'founded' })
    expect(ids.channelIdForm('general')).toEqual({ form: 'default' })
    expect(ids.channelIdForm('dm-2-10')).toEqual({ form: 'direct', users: [2, 10] })
    expect(ids.channelIdForm('saved-7')).toEqual({ form: 'saved', user: 7 })
    for (const id of [
      'dm-10-2',
      'dm-2-2',
      'dm-0-1',
      'dm-1-2-3',
      'saved-0',
      'saved-x',
      'a b',
      '',
      'a/b',
      'x'.repeat(33),
    ]) {
      expect(ids.channelIdForm(id), id).toBeNull()
    }
    expect(ids.directChannelId(10 as ids.UserId, 2 as ids.UserId)).toBe('dm-2-10')
  })
  it('[ID3] a message id is a ULID that holds when it was written', () => {
    expect(ids.writtenAt(messageId(1, NOW))).toBe(NOW)
    expect(ids.parseMessageId(messageId(1))).toBe(messageId(1))
    expect(ids.parseMessageId(`8${'0'.repeat(25)}`)).toBeNull()
    expect(ids.parseMessageId(`7${'Z'.repeat(25)}`)).not.toBeNull()
    expect(() => ids.writtenAt(`7${'Z'.repeat(25)}`)).not.toThrow()
    expect(ids.parseMessageId('0'.repeat(25))).toBeNull()
    expect(ids.parseMessageId('i'.repeat(26))).toBeNull()
  })
  it('[ID3] ids made in one millisecond, or on a clock that goes back, still rise', () => {
    const times = [NOW, NOW, NOW - 5, NOW + 1]
    const next = ids.ulidFactory(
      () => times.shift() as number,
      () => 0.5,
    )
    const made = [next(), next(), next(), next()]
    expect([...made].sort()).toEqual(made)
    expect(new Set(made).size).toBe(4)
  })
  it('[ID4] a name is 1 to 32 letters, digits, - or _', () => {
    for (const name of ['a', 'A-1_b', 'x'.repeat(32)]) expect(ids.isName(name)).toBe(true)
    for (const name of ['', 'x'.repeat(33), 'a b', 'é', 'a.b', 'a\n']) expect(ids.isName(name)).toBe(false)
  })
  it('[ID5] a default channel’s name has no other form of id', () => {
    expect(ids.isDefaultChannelName('general')).toBe(true)
    for (const name of [messageId(1), 'dm-1-2', 'dm-x', 'saved-1', 'saved-'])
      expect(ids.isDefaultChannelName(name)).toBe(false)
  })
})
