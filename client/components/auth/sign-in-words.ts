/** What was wrong with a sign-in or a sign-up, for the person. */
import { t } from '../../app/text.ts'
import type { SignInFault } from '../../stores/session-answers.ts'

/** @param codeError  what is wrong with the code that was typed; '' = none was typed yet */
export function signInWords({ code, message }: SignInFault, codeError: string): string {
  switch (code) {
    case 'offline':
      return t('auth.needsConnection')
    case 'auth':
      return t('auth.wrong')
    case 'code':
      return codeError || t('auth.codeNeeded')
    case 'unverified':
      return t('auth.unverified')
    case 'email-taken':
      return t('auth.emailTaken')
    case 'conflict':
      return t('auth.taken')
    case 'forbidden':
      return t('auth.closed')
    case 'rate':
      return t('auth.locked')
    case 'other-account':
      return t('auth.anotherAccount', { name: message })
    default:
      return message ? `${t('auth.failed')}: ${message}` : t('auth.failed')
  }
}
