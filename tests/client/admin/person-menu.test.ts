import { expect, it } from 'vitest'
import { personMenu } from '../../../client/components/admin/person-menu.ts'
import '../../../client/app/all-words.ts'
import { t } from '../../../client/app/text.ts'

const PERSON = {
  ...{ id: 2, username: 'ana', is_admin: false, is_disabled: false, has_email: false, sessions: 0 },
  ...{ is_online: false, last_seen_at: null },
}

it('[UI169] each action that cannot be taken says why', () => {
  const reasons = (reason: string, isSelf = false) =>
    Object.fromEntries(personMenu(PERSON, isSelf, reason).map((item) => [item.id, item.reason]))
  expect(reasons('')).toMatchObject({ 'end-sessions': t('admin.nowhere'), mail: t('admin.noMail'), disable: '' })
  expect(reasons('', true)).toMatchObject({ 'end-sessions': t('admin.self'), disable: t('admin.self') })
  expect(new Set(Object.values(reasons('Needs a connection')))).toEqual(new Set(['Needs a connection']))
})
