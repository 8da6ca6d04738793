/**
 * Who is signed in (UI.md, principle 1): remembered on this device, so the app opens with the server down. The server is
 * asked at start; no answer changes nothing, and "not signed in" only ends sending, never local work.
 */
import type { UserId } from '../../schema/ids.ts'
import { localBox, type TextBox } from './local-box.ts'
import { bodyOf, faultOf, identityOf, registerFault, type Identity, type SignInFault } from './session-answers.ts'
import { ValueStore } from './store.ts'

export type SessionView =
  /** Nobody has signed in here; `opening` while the server is asked. */
  | { readonly state: 'opening' | 'signed-out' }
  /** `isEnded`: the server said that the session is over; everything on the device goes on. */
  | { readonly state: 'signed-in'; readonly identity: Identity; readonly isEnded: boolean }

/** The server delays a wrong password by 3 s. */
const ANSWER_WITHIN_MS = 15_000

export const REMEMBERED = 'cairn.identity'
/** Somebody signed out here, and the server does not know it yet. */
const LEFT = 'cairn.left'

export class SessionStore extends ValueStore<SessionView> {
  /** @param known  told each time that the server knows who this is, in another tab's stead as well */
  constructor(
    private readonly fetch: (path: string, init?: RequestInit) => Promise<Response>,
    private readonly box: TextBox,
    private readonly known: (userId: UserId) => void = () => {},
  ) {
    const identity = recall(box)
    super(identity ? { state: 'signed-in', identity, isEnded: false } : { state: 'opening' })
  }

  /** Asks the server who this is. */
  async open(): Promise<void> {
    // Signed out without a connection, the cookie is still there: it must sign nobody in again.
    if (this.box.getItem(LEFT) && !(await this.#leave())) return this.#unknown()
    const answer = await this.#ask('/session')
    if (answer === null) return this.#unknown()
    if (answer.status === 401) return this.ended()
    const identity = answer.ok ? identityOf(await bodyOf(answer)) : null
    if (identity) this.#signedIn(identity)
    else this.#unknown()
  }

  /** The session is over: said by the server here or on the socket. */
  ended(): void {
    const { view } = this
    if (view.state === 'signed-in') {
      if (!view.isEnded) this.set({ ...view, isEnded: true })
    } else this.set({ state: 'signed-out' })
  }

  /**
   * @param login  a username or an e-mail
   * @param code   of the second step, or a recovery code; '' = not asked for yet
   * @param trusts this browser is asked for none for a while
   */
  signIn(login: string, password: string, code = '', trusts = false): Promise<SignInFault | null> {
    const more = { ...(code && { otp_code: code }), ...(trusts && { trust_device: 'on' }) }
    return this.#submit('/login', { username: login, password, ...more })
  }

  /** @param email  '' = none */
  async signUp(username: string, password: string, email = ''): Promise<SignInFault | null> {
    if (email === '') return this.#submit('/signup', { username, password, confirm_password: password })
    const answer = await this.#ask('/api/v1/auth/register', {
      method: 'POST',
      headers: { Accept: 'application/json', 'Content-Type': 'application/json' },
      body: JSON.stringify({ username, password, email, name: username }),
    })
    if (answer === null) return { code: 'offline', message: '' }
    return answer.status === 201 ? this.signIn(username, password) : registerFault(answer.status, await bodyOf(answer))
  }

  /**
   * Ends the session at the server where it can be reached, else as soon as it can; forgets who was here.
   *
   * @param clean  takes what is theirs off the device, when no tab takes them for signed in any more
   */
  async signOut(clean?: () => Promise<void>): Promise<void> {
    this.box.setItem(LEFT, '1')
    this.box.removeItem(REMEMBERED)
    await Promise.all([this.#leave(), clean?.()])
    this.set({ state: 'signed-out' })
  }

  /** Another tab of this browser signed out. */
  left(): void {
    this.set({ state: 'signed-out' })
  }

  /** @returns whether the server was told */
  async #leave(): Promise<boolean> {
    const answer = await this.#ask('/logout')
    const isTold = answer !== null && answer.status < 500
    if (isTold) this.box.removeItem(LEFT)
    return isTold
  }

  async #submit(path: string, fields: Record<string, string>): Promise<SignInFault | null> {
    const answer = await this.#ask(path, { method: 'POST', body: new URLSearchParams(fields) })
    if (answer === null) return { code: 'offline', message: '' }
    const reply = await bodyOf(answer)
    const identity = answer.ok ? identityOf(reply) : null
    if (!identity) return faultOf(answer.status, reply)
    const { view } = this
    // Another person's unsent messages must not go out under this name, nor be lost: they sign out first.
    if (view.state === 'signed-in' && view.identity.userId !== identity.userId) {
      await this.#ask('/logout')
      return { code: 'other-account', message: view.identity.username }
    }
    this.#signedIn(identity)
    return null
  }

  #signedIn(identity: Identity): void {
    this.box.removeItem(LEFT)
    this.box.setItem(REMEMBERED, JSON.stringify(identity))
    const { view } = this
    const known = view.state === 'signed-in' ? view.identity : null
    const isSame = known?.userId === identity.userId && known.username === identity.username
    if (!isSame || (view.state === 'signed-in' && view.isEnded))
      this.set({ state: 'signed-in', identity, isEnded: false })
    this.known(identity.userId)
  }

  #unknown(): void {
    if (this.view.state === 'opening') this.set({ state: 'signed-out' })
  }

  /** null = no answer. */
  async #ask(path: string, init: RequestInit = {}): Promise<Response | null> {
    try {
      return await this.fetch(path, {
        credentials: 'same-origin',
        redirect: 'manual',
        // A link that swallows packets must not keep the screen empty.
        signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
        headers: { Accept: 'application/json' },
        ...init,
      })
    } catch {
      return null
    }
  }
}

/** Who is signed in in this browser, as far as its tabs know. */
export function rememberedUser(box: TextBox = localBox()): UserId | null {
  return recall(box)?.userId ?? null
}

function recall(box: TextBox): Identity | null {
  try {
    return identityOf(JSON.parse(box.getItem(REMEMBERED) ?? 'null'))
  } catch {
    return null
  }
}
