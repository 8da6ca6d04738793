/**
 * Requests made from the descriptions of the other dialects and the export, honest and not: no 5xx, and every success is what
 * the description says. The seed is printed; HOSTILE_SEED plays one again, HOSTILE_REQUESTS plays more.
 */
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chatterstackGroups } from '../../../sync-server/dialects/chatterstack/routes.ts'
import { chattrixGroups } from '../../../sync-server/dialects/chattrix/routes.ts'
import { envelopeGroups } from '../../../sync-server/dialects/envelope/routes.ts'
import { exportGroups } from '../../../sync-server/dialects/export/routes.ts'
import { minimostGroups } from '../../../sync-server/dialects/minimost/routes.ts'
import { removeFolders } from '../../sync-server/support/a-server.ts'
import { aCrew, aGroup, type ACrew } from '../support/a-crew.ts'
import { operationsOf, requestsOf, type Planned } from '../support/hostile-requests.ts'
import { sendRaw, type RawAnswer } from '../support/raw-request.ts'

const SEED = Number(process.env.HOSTILE_SEED ?? Math.floor(Math.random() * 2 ** 31))
const REQUESTS = Number(process.env.HOSTILE_REQUESTS ?? 1_500)
/** Sent at once. */
const BATCH = 12
/** Chats are left and deleted on the way: there are new ones after this many batches. */
const FRESH_EVERY = 25
const LIMITS = ['LOGIN', 'REGISTER', 'REFRESH', 'RESET', 'MESSAGE', 'GENERAL', 'UPLOAD']
/** What ends a session or an account is called in the name of one that nothing else needs. */
const ENDING = /logout|auth\/sessions|delete \/users\/me/
/** They wait by design: three seconds after a wrong password, and as long as somebody listens. */
const SLOW = /^post \/login$|follow/

const DIALECTS = {
  minimost: minimostGroups,
  chattrix: chattrixGroups,
  chatterstack: chatterstackGroups,
  envelope: envelopeGroups,
  export: exportGroups,
} as const

let crew: ACrew
let endable = ''
let founded = 0
const newest = { chat: 1, message: 1 }

beforeAll(async () => {
  const unlimited = LIMITS.map((name) => [`${name}_RATE_LIMIT_PER_MINUTE`, '1000000'])
  const env = { ...Object.fromEntries(unlimited), DUPLICATE_MESSAGE_COOLDOWN_SECONDS: '0', LOG_LEVEL: 'warn' }
  crew = await aCrew({ env })
}, 60_000)
afterAll(async () => {
  await crew.api.stop()
  removeFolders()
})

async function freshChats(): Promise<void> {
  const { ada, bo } = crew
  // A new one each time: some requests delete the account that they are sent for.
  endable = (await crew.api.person(`eve${founded}`)).token
  for (const { id } of [await crew.found(ada, { type: 'private', member_ids: [bo.id] }), await aGroup(crew)]) {
    const { json } = await ada.post('/messages', { chat_id: id, text: `hello @bo ${++founded}` })
    newest.message = json?.id ?? newest.message
    newest.chat = Math.max(newest.chat, id)
  }
}

const near = (max: () => number, span: number) => fc.nat(span).map((back) => Math.max(1, max() - back))
const chatId = near(() => newest.chat, 5)
const messageId = near(() => newest.message, 8)
const userId = fc.integer({ min: 1, max: 6 })
const channel = fc.oneof(
  fc.constantFrom('general', 'dm:ada:bo', 'dm:bo:ada', 'dm:ada:nobody', 'nothing'),
  chatId.map((id) => `private:${id}`),
)
const name = fc.constantFrom('ada', 'bo', 'cy', 'nobody')
const known = {
  ...{ conversation_id: chatId, room_id: chatId.map(String), chat_id: chatId, channel_id: chatId },
  ...{ message_id: messageId, msg_id: messageId, before_id: messageId, after_id: messageId, reply_to_id: messageId },
  ...{
    id: fc.oneof(chatId, userId),
    user_id: userId,
    participant_id: userId,
    member_id: userId.map(String),
    user_ids: fc.array(userId),
  },
  ...{ username: name, channel, password: fc.constant('wrong password'), email: fc.constant('ada@example.org') },
  ...{ reaction: fc.constantFrom('heart', 'thumbs_up', '🦔', 'no'), q: fc.constantFrom('hello', '@bo', 'o', '') },
  ...{ limit: fc.constantFrom('1', '100', '101', '0', '-1', 'x'), text: fc.constantFrom('hi', '@everyone', '  ') },
  ...{ url: fc.constantFrom('http://127.0.0.1/', 'http://[::1]/', 'not an address', 'https://localhost/x') },
}

function tokenOf(operation: string, who: string): string {
  if (who !== 'ada' && who !== 'bo' && who !== 'cy' && who !== 'dee') return who
  return ENDING.test(operation) ? endable : crew[who].token
}

describe.each(Object.entries(DIALECTS))('%s', (dialect, groups) => {
  const operations = operationsOf(groups).filter(({ name: operation }) => !SLOW.test(operation))
  const answersOf = new Map(operations.map(({ name: operation, answers }) => [operation, answers]))

  function judge(operation: string, { status, type, text }: RawAnswer): string | null {
    if (status >= 500) return 'a failure of ours'
    if (status >= 300) return null
    const answers = answersOf.get(operation) ?? {}
    if (!(status in answers)) return 'a status that the description does not name'
    const schema = answers[status as 200]
    if (!schema || !type.startsWith('application/json')) return null
    const parsed = schema.safeParse(JSON.parse(text))
    return parsed.success ? null : `not of its schema: ${parsed.error.message}`
  }

  it(`[OA4] whatever is asked, nothing fails (HOSTILE_SEED=${SEED})`, { timeout: 120_000 }, async () => {
    const counts = new Map<number, number>()
    const succeeded = new Set<string>()
    let sent = 0
    await fc.assert(
      fc.asyncProperty(
        fc.array(requestsOf(operations, known, tokenOf), { minLength: BATCH, maxLength: BATCH }),
        async (batch) => {
          if (sent % (BATCH * FRESH_EVERY) === 0) await freshChats()
          const answers = await Promise.all(batch.map((one) => sendRaw(crew.api.url, one)))
          answers.forEach((answer, index) => {
            const { operation, method, path, body } = batch[index] as Planned
            sent++
            counts.set(answer.status, (counts.get(answer.status) ?? 0) + 1)
            if (answer.status < 300) succeeded.add(operation)
            const fault = judge(operation, answer)
            if (!fault) return
            const asked = `${method} ${path} ${String(body?.bytes ?? '').slice(0, 500)}`
            throw new Error(`${fault}\n${asked}\n${answer.status} ${answer.text.slice(0, 500)}`)
          })
        },
      ),
      {
        ...{ seed: SEED, numRuns: Math.ceil(REQUESTS / BATCH), endOnFailure: true },
        reporter({ failed, errorInstance }) {
          if (failed) throw errorInstance
        },
      },
    )
    const never = operations.map(({ name: operation }) => operation).filter((operation) => !succeeded.has(operation))
    const tally = JSON.stringify(Object.fromEntries(counts))
    console.info(`${dialect}: ${sent} requests from seed ${SEED}: ${tally}; never 2xx: ${never.join()}`)
    expect(succeeded.size).toBeGreaterThan(0)
    expect(crew.api.logged()).not.toContain('"level":50')
  })
})
