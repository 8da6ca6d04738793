import { request } from 'undici'
import { afterAll, describe, expect, it } from 'vitest'
import { isPushAddress, pushDispatcher } from '../../../sync-server/push/push-address.ts'

describe('where a push may go', () => {
  it('[PU3] is an https address of the public internet', () => {
    expect(isPushAddress('https://fcm.googleapis.com/fcm/send/abc')).toBe(true)
    expect(isPushAddress('https://8.8.8.8/abc')).toBe(true)
    const others = ['http://fcm.googleapis.com/a', 'https://10.0.0.1/a', 'https://0x7f000001/a', 'https://[fd00::1]/a']
    const names = ['https://localhost/a', 'https://intranet/a', 'https://nas.local/a', 'ftp://example.org/a', '']
    expect([...others, ...names].filter(isPushAddress)).toEqual([])
  })

  const dispatcher = pushDispatcher()
  afterAll(() => dispatcher.destroy())

  it.each(['https://127.0.0.1/', 'https://localhost/', 'https://[::1]/'])('[PU6] never %s', async (address) => {
    await expect(request(address, { dispatcher })).rejects.toThrow('not a public address')
  })
})
