/** Making an account through each dialect, and signing in to it through each. */
import { json } from './door.ts'

export interface NewAccount {
  readonly username: string
  /** null: a dialect whose accounts have none at first. */
  readonly email: string | null
  readonly password: string
}

export interface AccountDoor {
  readonly name: string
  readonly takesEmail: boolean
  /** @returns the status */
  signUp(url: string, account: NewAccount): Promise<number>
  /** @returns whether it let the account in; 2xx, or minimost's redirect to the app */
  signIn(url: string, account: NewAccount): Promise<boolean>
}

const form = (fields: Record<string, string>) => ({
  method: 'POST',
  body: new URLSearchParams(fields),
  redirect: 'manual' as const,
})
const status = async (asked: Promise<Response>) => {
  const answer = await asked
  await answer.arrayBuffer()
  return answer.status
}
const isIn = (code: number) => code >= 200 && code < 300

const KEYS = { pkebymk: 'a', pkebyrk: 'b', pubk: 'c', salt: 'd' }

export const ACCOUNT_DOORS: readonly AccountDoor[] = [
  {
    name: 'minimost',
    takesEmail: false,
    signUp: (url, { username, password }) =>
      status(fetch(`${url}/signup`, form({ username, password, confirm_password: password }))),
    signIn: async (url, { username, password }) =>
      (await status(fetch(`${url}/login`, form({ username, password })))) === 302,
  },
  {
    name: 'benya',
    takesEmail: true,
    signUp: (url, { username, email, password }) =>
      status(fetch(`${url}/api/v1/auth/register`, json({ username, email, password, name: username }))),
    signIn: async (url, { username, email, password }) =>
      isIn(await status(fetch(`${url}/api/v1/auth/login`, json({ email: email ?? username, password })))),
  },
  {
    name: 'chattrix',
    takesEmail: true,
    signUp: (url, { username, email, password }) =>
      status(fetch(`${url}/register`, json({ username, email, password, display_name: username }))),
    signIn: async (url, { username, password }) =>
      isIn(await status(fetch(`${url}/login`, json({ username, password })))),
  },
  {
    name: 'chatterstack',
    takesEmail: true,
    signUp: (url, { username, email, password }) =>
      status(fetch(`${url}/v1/auth/register`, json({ username, email, password }))),
    signIn: async (url, { username, email, password }) =>
      isIn(await status(fetch(`${url}/v1/auth/login`, json({ email: email ?? username, password })))),
  },
  {
    name: 'envelope',
    takesEmail: false,
    signUp: (url, { username, password }) =>
      status(fetch(`${url}/auth/register`, json({ login: username, username, password, ...KEYS }))),
    signIn: async (url, { username, password }) =>
      isIn(await status(fetch(`${url}/auth/login`, json({ login: username, password })))),
  },
]
