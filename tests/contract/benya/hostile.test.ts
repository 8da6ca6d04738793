/**
 * Requests made from the OpenAPI document, honest and not, against every route that is mounted: no 5xx, and every answer
 * is what the document says. The seed is printed; HOSTILE_SEED plays one again, HOSTILE_REQUESTS plays more.
 */
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { benyaGroups } from '../../../sync-server/dialects/benya/routes.ts'
import { errorBody } from '../../../sync-server/dialects/benya/schemas/common.ts'
import { removeFolders } from '../../sync-server/support/a-server.ts'
import { PASSWORD } from '../support/an-api.ts'
import { aGroup, aCrew, type ACrew } from '../support/a-crew.ts'
import { operationsOf, requestsOf, type Planned } from '../support/hostile-requests.ts'
import { sendRaw } from '../support/raw-request.ts'

const SEED = Number(process.env.HOSTILE_SEED ?? Math.floor(Math.random() * 2 ** 31))
const REQUESTS = Number(process.env.HOSTILE_REQUESTS ?? 5_400)
/** Sent at once. */
const BATCH = 12
/** Chats are left and deleted on the way: there are new ones after this many batches. */
const FRESH_EVERY = 25
const REFUSALS = [400, 401, 403, 404, 409, 413, 422]
/** What may end sessions is called with one that nothing else needs. */
const ENDING = [
  'patch /admin/people/{user_id}',
  'delete /admin/people/{user_id}/sessions',
  'patch /admin/settings',
  'post /auth/logout',
  'delete /auth/sessions',
  'post /auth/delete-account',
  'post /auth/change-password',
]
const LIMITS = ['LOGIN', 'REGISTER', 'REFRESH', 'RESET', 'MESSAGE', 'GENERAL', 'UPLOAD']

let crew: ACrew
let endable = ''
const known: Record<string, fc.Arbitrary<unknown>> = {}

beforeAll(async () => {
  const unlimited = LIMITS.map((name) => [`${name}_RATE_LIMIT_PER_MINUTE`, '1000000'])
  const env = { ...Object.fromEntries(unlimited), DUPLICATE_MESSAGE_COOLDOWN_SECONDS: '0', LOG_LEVEL: 'warn' }
  crew = await aCrew({ env })
  await crew.api.person('eve')
  const some = (...values: unknown[]) => fc.constantFrom(...values)
  const near = (max: () => number, span: number) => fc.nat(span).map((back) => Math.max(1, max() - back))
  for (const name of ['message_id', 'reply_to_message_id']) known[name] = near(() => newest.message, 8)
  for (const name of ['chat_id', 'target_chat_id']) known[name] = near(() => newest.chat, 5)
  known.user_id = known.member_id = fc.integer({ min: 1, max: 5 })
  known.email = some('ada@example.org', 'bo@example.org', 'nobody@example.org')
  known.username = some('ada', 'newname', 'Everyone')
  known.password = known.current_password = known.new_password = some('short', `${PASSWORD} wrong`)
  known.emoji = some('👍', '🎉', 'thumbsup', 'nothing')
  known.token = fc.nat(1).map((index) => [newest.invite, 'none'][index])
  known.query = some('he', 'hello', '@bo', 'ope', 'o')
  known.limit = some('1', '100', '101')
  known.title = some('A title', 'Ein Titel')
  known.handle = some(null, 'pumps')
}, 60_000)
afterAll(async () => {
  await crew.api.stop()
  removeFolders()
})

/** What exists last; asked for at each request that is made. */
const newest = { chat: 1, message: 1, invite: '' }
let founded = 0

/** Groups of ada with and without an invitation, a channel, and her talk with bo, with some messages each. */
async function freshChats(): Promise<void> {
  const { ada, bo, cy } = crew
  endable = (await crew.api.signedIn('eve')).token
  for (const { id, put, delete: end } of [ada, bo, cy]) {
    await put('/users/profile', { privacy_group_invites: 'everyone', allow_private_messages: true })
    for (const other of [ada, bo, cy]) if (other.id !== id) await end(`/users/${other.id}/block`)
  }
  const chats = [await crew.found(ada, { type: 'private', member_ids: [bo.id] }), await aGroup(crew)]
  for (const type of ['group', 'channel']) {
    const open = { handle: `open-${++founded}`, is_public: true, member_ids: [bo.id] }
    chats.push(await crew.found(ada, { type, title: `Open ${founded}`, ...open }))
  }
  for (const { id } of chats) {
    for (const text of ['hello', '@bo look']) {
      const { json } = await ada.post('/messages', { chat_id: id, text: `${text} ${founded}` })
      newest.message = json?.id ?? newest.message
    }
    newest.chat = Math.max(newest.chat, id)
  }
  newest.invite = (await ada.post(`${chats[1]?.path}/invite-link`)).json?.token ?? ''
}

const operations = operationsOf(benyaGroups)
const answersOf = new Map(operations.map(({ name, answers }) => [name, answers]))

function tokenOf(operation: string, who: string): string {
  if (who !== 'ada' && who !== 'bo' && who !== 'cy' && who !== 'dee') return who
  return ENDING.includes(operation) ? endable : crew[who].token
}

/** @returns what is wrong with the answer; null = nothing */
function judge(operation: string, status: number, type: string, text: string): string | null {
  const answers = answersOf.get(operation) ?? {}
  if (status === 204) return '204' in answers && text === '' ? null : 'an empty answer where none belongs'
  if (!type.startsWith('application/json')) return `not JSON but ${type}`
  const schema = status in answers ? answers[status as 200] : REFUSALS.includes(status) ? errorBody : null
  if (!schema) return 'a status that the document does not name'
  const parsed = schema.safeParse(JSON.parse(text))
  return parsed.success ? null : `not of its schema: ${parsed.error.message}`
}

/** The request at fault alone: a batch holds bodies of 300,000 characters. */
function throwFault({ failed, errorInstance }: { failed: boolean; errorInstance: unknown }): void {
  if (failed) throw errorInstance
}

it(
  `[OA4] whatever is asked, the answer is one that the document describes (HOSTILE_SEED=${SEED})`,
  { timeout: 120_000 },
  async () => {
    const counts = new Map<number, number>()
    const succeeded = new Set<string>()
    let sent = 0
    await fc.assert(
      fc.asyncProperty(
        fc.array(requestsOf(operations, known, tokenOf), { minLength: BATCH, maxLength: BATCH }),
        async (batch) => {
          if (sent % (BATCH * FRESH_EVERY) === 0) await freshChats()
          const answers = await Promise.all(batch.map((one) => sendRaw(crew.api.url, one)))
          answers.forEach(({ status, type, text }, index) => {
            const { operation, method, path, body } = batch[index] as Planned
            sent++
            counts.set(status, (counts.get(status) ?? 0) + 1)
            if (status < 300) succeeded.add(operation)
            const fault = judge(operation, status, type, text)
            if (!fault) return
            const asked = `${method} ${path} ${String(body?.bytes ?? '').slice(0, 500)}`
            throw new Error(`${fault}\n${asked}\n${status} ${text.slice(0, 500)}`)
          })
        },
      ),
      // The server's state is not that of the first time when a batch is played again: there is nothing to shrink.
      { seed: SEED, numRuns: Math.ceil(REQUESTS / BATCH), endOnFailure: true, reporter: throwFault },
    )
    const never = operations.map(({ name }) => name).filter((operation) => !succeeded.has(operation))
    console.info(
      `${sent} requests from seed ${SEED}: ${JSON.stringify(Object.fromEntries(counts))}; never 2xx: ${never.join()}`,
    )
    expect(sent).toBeGreaterThanOrEqual(5_000)
    expect(crew.api.logged()).not.toContain('"level":50')
    // The people are still who they were, so that it was not for want of a session that all was refused.
    for (const { get } of [crew.ada, crew.bo, crew.cy, crew.dee]) expect((await get('/users/me')).status).toBe(200)
  },
)
