/** What every dialect lets a person do in a chat, in the words of the tests; what a reference does not offer is left out. */

/** A chat under the names that the dialects have for it. */
export interface Chat {
  /** Its integer id, which four dialects speak. */
  readonly num: number
  /** `general`, `dm:ada:bo`, `private:7`. */
  readonly channel: string
}

/** A message as a dialect shows it. */
export interface Seen {
  readonly id: number
  /** A username, or the integer id where the dialect shows that. */
  readonly by: string | number
  readonly text: string | null
}

export interface LiveNews {
  readonly kind: 'posted' | 'edited' | 'deleted' | 'typing' | 'stopped'
  /** Of the message; 0 for typing. */
  readonly id: number
  readonly text: string | null
}

export interface Listening {
  /** Everything told so far. */
  readonly news: readonly LiveNews[]
  close(): void
}

export interface Actor {
  readonly username: string
  readonly userId: number
  /** @returns the message's integer id */
  say(chat: Chat, text: string): Promise<number>
  edit?(chat: Chat, id: number, text: string): Promise<void>
  remove?(chat: Chat, id: number): Promise<void>
  /** Name or emoji, as the dialect speaks; on and off. */
  react?(id: number, reaction: string): Promise<void>
  /** Oldest first, without deleted ones and the server's. */
  read(chat: Chat): Promise<Seen[]>
  markRead(chat: Chat, id: number): Promise<void>
  unread?(chat: Chat): Promise<number>
  /** Begins to type, or ends where the dialect has a word for it. */
  type?(chat: Chat, isTyping: boolean): Promise<void>
  listen?(chat: Chat): Promise<Listening>
  /** Ends what is open. */
  leave(): void
}

export interface Door {
  readonly name: string
  /** Signs an account in that is there. */
  enter(
    url: string,
    person: { readonly username: string; readonly password: string; readonly userId: number },
  ): Promise<Actor>
}

/** @throws when the answer has another status */
export async function ask(
  url: string,
  { expected = [200], ...init }: RequestInit & { readonly expected?: readonly number[] } = {},
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- what it is, each door knows
): Promise<any> {
  const answer = await fetch(url, { redirect: 'manual', ...init })
  const text = await answer.text()
  if (!expected.includes(answer.status))
    throw new Error(`${init.method ?? 'GET'} ${url} answered ${answer.status} ${text}`)
  return answer.headers.get('content-type')?.includes('json') ? JSON.parse(text) : text
}

/** The cookies that an answer sets, as they are sent back. */
export function cookiesOf(answer: Response): string {
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0] as string)
    .join('; ')
}

export const json = (body: unknown, headers: Record<string, string> = {}): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
})
