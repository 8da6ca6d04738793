/** What an administrator may do to an account, as a menu, with the reason where something cannot be done. */
import { t } from '../../app/text.ts'
import type { Answer } from '../../stores/account-api.ts'
import type { AdminApi, AdminPerson } from '../../stores/admin-api.ts'
import type { MenuItem } from '../base/cairn-menu.ts'

/** @param reason  why nothing can be done now; '' = it can */
export function personMenu(person: AdminPerson, isSelf: boolean, reason: string): MenuItem[] {
  const { is_admin: isAdmin, is_disabled: isOff, has_email: hasMail, sessions } = person
  const why = reason || (isSelf ? t('admin.self') : '')
  return [
    isAdmin
      ? { id: 'unmake-admin', label: t('admin.unmakeAdmin'), icon: 'user', reason: why }
      : { id: 'make-admin', label: t('admin.makeAdmin'), icon: 'shield', reason: why },
    {
      id: 'mail',
      label: t('admin.mail'),
      icon: 'at-sign',
      reason: why || (isOff ? t('admin.off') : hasMail ? '' : t('admin.noMail')),
    },
    {
      id: 'end-sessions',
      label: t('admin.endSessions'),
      icon: 'log-out',
      reason: why || (sessions === 0 ? t('admin.nowhere') : ''),
    },
    isOff
      ? { id: 'enable', label: t('admin.enable'), icon: 'check', reason: why, apart: true }
      : { id: 'disable', label: t('admin.disable'), icon: 'ban', reason: why, danger: true, apart: true },
  ]
}

/** @param action  an id of the menu */
export function runPersonMenu(action: string, id: number, api: AdminApi): Promise<Answer<unknown>> {
  switch (action) {
    case 'mail':
      return api.sendPasswordMail(id)
    case 'end-sessions':
      return api.endSessions(id)
    case 'make-admin':
    case 'unmake-admin':
      return api.changePerson(id, { is_admin: action === 'make-admin' })
    default:
      return api.changePerson(id, { is_disabled: action === 'disable' })
  }
}
