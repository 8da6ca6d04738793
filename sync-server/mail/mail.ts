/** The mails that Cairn sends. ASCII only and nothing that a person typed but their username, so that nobody sends words of their own through them. */

export interface Mail {
  readonly to: string
  readonly subject: string
  readonly text: string
}

/** Links carry their token behind the #: no server, proxy or log on the way ever sees it. */
const link = (publicUrl: string, page: string, token: string) => `${publicUrl}/#/${page}?token=${token}`

interface Recipient {
  readonly to: string
  readonly username: string
  readonly publicUrl: string
  readonly token: string
}

export function verificationMail({ to, username, publicUrl, token }: Recipient): Mail {
  const text = [
    `Hello ${username},`,
    '',
    'please confirm that this address is yours:',
    '',
    link(publicUrl, 'verify', token),
    '',
    'The link works once, for 24 hours. If you have no account here, ignore this',
    'mail.',
  ]
  return { to, subject: 'Confirm your e-mail address', text: text.join('\n') + '\n' }
}

export function passwordResetMail({ to, username, publicUrl, token }: Recipient): Mail {
  const text = [
    `Hello ${username},`,
    '',
    'somebody asked for a new password for your account. Choose one here:',
    '',
    link(publicUrl, 'reset', token),
    '',
    'The link works once, for one hour. If it was not you, ignore this mail: your',
    'password stays as it is.',
  ]
  return { to, subject: 'Choose a new password', text: text.join('\n') + '\n' }
}
