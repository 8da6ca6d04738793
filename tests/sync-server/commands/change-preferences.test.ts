import { describe, expect, it } from 'vitest'
import { changePreferences } from '../../../sync-server/commands/change-preferences.ts'
import { readPreferences } from '../../../sync-server/queries/read-preferences.ts'
import { ada, aTalk, bo } from '../support/a-talk.ts'

describe('settings of one’s own', () => {
  it('[CM13] are kept in one’s account, and what is not named stays', async () => {
    const { deps } = await aTalk()
    await changePreferences(deps, ada, { 'look.theme': 'dark', 'notifications.sound': false })
    await changePreferences(deps, ada, { 'look.theme': 'light' })
    await changePreferences(deps, ada, {})
    const kept = readPreferences(deps, ada)
    expect([kept('look.theme'), kept('notifications.sound'), kept('other')]).toEqual(['light', false, undefined])
    expect(readPreferences(deps, bo)('look.theme')).toBeUndefined()
  })

  it('[CM13] are kept all or not at all', async () => {
    const { deps } = await aTalk()
    await expect(changePreferences(deps, ada, { 'look.theme': 'dark', 'no name': true })).rejects.toThrow()
    expect(readPreferences(deps, ada)('look.theme')).toBeUndefined()
  })
})
