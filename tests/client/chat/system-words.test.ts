/** What the server tells of a chat is worded by the app: in the reader's language, with people as they call themselves. */
import { afterEach, describe, expect, it } from 'vitest'
import { volumeDocument } from '../../../schema/documents.ts'
import type { SystemEvent } from '../../../schema/registers/messages.ts'
import { setLocale, type Locale } from '../../../client/app/text.ts'
import { messageLabel } from '../../../client/components/chat/message-label.ts'
import { systemText } from '../../../client/components/chat/system-words.ts'
import { aRidge, NOW, PUMP } from '../../../client/fixtures/ridge.ts'
import { openStores, watch } from '../stores/support.ts'

const EVENTS: readonly (readonly [event: SystemEvent, en: string, es: string, ar: string])[] = [
  [
    { kind: 'founded', actor: 2 },
    'Ana Sousa created this chat',
    'Ana Sousa creó este chat',
    'أنشأ Ana Sousa هذه المحادثة',
  ],
  [
    { kind: 'added', actor: 2, user: 3 },
    'Ana Sousa added Ben Okafor',
    'Ana Sousa añadió a Ben Okafor',
    'أضاف Ana Sousa Ben Okafor',
  ],
  [{ kind: 'joined', user: 3 }, 'Ben Okafor joined', 'Ben Okafor entró', 'انضم Ben Okafor'],
  [{ kind: 'left', user: 6 }, 'ليلى حداد left', 'ليلى حداد salió', 'غادر ليلى حداد'],
  [{ kind: 'removed', actor: 2 }, 'Ana Sousa removed someone', 'Ana Sousa quitó a alguien', 'أزال Ana Sousa شخص ما'],
  [
    { kind: 'renamed', actor: 2, value: 'Pumps {n}' },
    'Ana Sousa renamed this chat to Pumps {n}',
    'Ana Sousa cambió el nombre de este chat a Pumps {n}',
    'غيّر Ana Sousa اسم هذه المحادثة إلى Pumps {n}',
  ],
  [
    { kind: 'key', user: 2 },
    'Ana Sousa has a new key: the safety number changed',
    'Ana Sousa tiene una clave nueva: el número de seguridad cambió',
    'لدى Ana Sousa مفتاح جديد: تغيّر رقم الأمان',
  ],
  ...(['owner', 'admin', 'member'] as const).map(
    (value, i) =>
      [
        { kind: 'role', actor: 2, user: 3, value } as const,
        `Ben Okafor is ${['an owner', 'an admin', 'a member'][i]} now`,
        `Ben Okafor ahora ${['tiene la propiedad', 'administra', 'es miembro'][i]}`,
        `أصبح Ben Okafor ${['مالكًا', 'مشرفًا', 'عضوًا'][i]}`,
      ] as const,
  ),
]

/** A chat whose last message tells this. */
function told(event: SystemEvent | undefined) {
  const ridge = aRidge().say(PUMP, [{ by: 2, ago: 0, text: 'the server’s words', system: true }])
  const id = ridge.ids.get(PUMP)!.at(-1)!
  ridge.device.put(volumeDocument(PUMP, 0), 'messages', id, {
    by: 0,
    type: 'system',
    text: 'the server’s words',
    ...(event ? { event } : {}),
  })
  const { stores } = openStores(ridge)
  watch(stores.timeline(PUMP))
  return { message: stores.timeline(PUMP).view.messages.at(-1)!, row: stores.chats.view.byId.get(PUMP)!, ridge, stores }
}

const plain = (text: string) => text.replace(/[\u2068\u2069]/g, '')

afterEach(() => setLocale('en'))

describe('[UI62] what happened to a chat', () => {
  it.each(EVENTS)('is told in each language: %j', async (event, ...sentences) => {
    const { message, row } = told(event)
    expect(row.lastEvent).toEqual(message.event)
    for (const [i, locale] of (['en', 'es', 'ar'] satisfies Locale[]).entries()) {
      await setLocale(locale)
      expect(plain(systemText(message))).toBe(sentences[i])
      expect(plain(messageLabel(message, NOW))).toContain(sentences[i])
    }
  })

  it('has the server’s words where there is no event', () => {
    const { message, row } = told(undefined)
    expect([systemText(message), row.lastEvent, row.lastMessage?.excerpt]).toEqual([
      'the server’s words',
      null,
      'the server’s words',
    ])
  })

  it('names people as they are called now', () => {
    const { stores, ridge } = told({ kind: 'joined', user: 3 })
    watch(stores.chats)
    const before = stores.chats.view.byId.get(PUMP)
    ridge.device.put('directory', 'profiles', '3', { name: 'Benedikt' })
    expect(stores.chats.view.byId.get(PUMP)?.lastEvent).toMatchObject({ user: 'Benedikt' })
    expect(before?.lastEvent).toMatchObject({ user: 'Ben Okafor' })
  })
})
