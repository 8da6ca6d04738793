import { afterEach, expect, it } from 'vitest'
import { setLocale } from '../../../client/app/text.ts'
import { KIND_ICONS, namedTitle } from '../../../client/components/chat/kind-icons.ts'

afterEach(() => setLocale('en'))

it('[UI65] a chat is named with its mark, and saved messages in the reader’s language', async () => {
  const saved = { kind: 'saved', title: 'Saved messages' } as const
  expect([namedTitle({ kind: 'public', title: 'general' }), namedTitle(saved)]).toEqual(['#general', 'Saved messages'])
  await setLocale('es')
  expect(namedTitle(saved)).toBe('Mensajes guardados')
  await setLocale('ar')
  expect(namedTitle(saved)).toBe('الرسائل المحفوظة')
})

it('[UI174] each kind of chat has its mark', () => {
  expect(KIND_ICONS).toEqual({
    ...{ public: 'hash', private: 'lock', group: 'users', direct: 'user', broadcast: 'megaphone', saved: 'bookmark' },
  })
})
