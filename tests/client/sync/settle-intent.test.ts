/** What becomes of an intent on the replica as it is now. */
import { expect, it } from 'vitest'
import type { Intent } from '../../../client/sync/intent.ts'
import { settleIntent } from '../../../client/sync/settle-intent.ts'
import type { Json } from '../../../schema/json.ts'

const ADA = 1
const intent = (root: string, value: Json | null, base: Json | null, fields: Partial<Intent> = {}): Intent => ({
  n: 1,
  doc: 'channel/general',
  root,
  key: 'k',
  value,
  base,
  at: 0,
  rev: 0,
  sent: false,
  ...fields,
})
const said = (text: string, fields: object = {}): Json => ({ by: ADA, text, ...fields })
const settled = (one: Intent, stands: Json | null) => settleIntent(one, stands, ADA, 50)

it('[OB22] a register that holds the value already is done', () => {
  expect(settled(intent('drafts', 'a', null), 'a')).toEqual({ kind: 'done' })
  expect(settled(intent('pins', null, { by: 1 }), null)).toEqual({ kind: 'done' })
})

it('[OB22] what stands as the author saw it is written over', () => {
  expect(settled(intent('members', { role: 'none' }, { role: 'member' }), { role: 'member' })).toMatchObject({
    kind: 'send',
  })
})

it('[OB23] the later edit wins, and a deletion over every edit', () => {
  const edit = intent('messages', said('mine', { editedAt: 5 }), said('old'))
  expect(settled(edit, said('theirs', { editedAt: 6 }))).toEqual({ kind: 'superseded' })
  expect(settled(edit, said('theirs', { editedAt: 4 }))).toMatchObject({ kind: 'send' })
  expect(settled(edit, { by: ADA, deletedAt: 1 })).toEqual({ kind: 'superseded' })
})

it('[OB24] a role that changed since is stale, any other register takes the newer write', () => {
  expect(settled(intent('members', { role: 'none' }, { role: 'member' }), { role: 'admin' })).toEqual({
    kind: 'stale',
    stands: { role: 'admin' },
  })
  expect(settled(intent('prefs', 'dark', 'light'), 'blue')).toEqual({ kind: 'send', value: 'dark' })
})

it('[OB38] what the author wrote just before, and had no answer to, is no news', () => {
  const back = intent('read', { seq: 3 }, { seq: 1 }, { rev: 1, sent: true })
  expect(settled(back, { seq: 9 })).toEqual({ kind: 'superseded' })
  expect(settled({ ...back, sentValue: { seq: 9 } }, { seq: 9 })).toEqual({ kind: 'send', value: { seq: 3 } })
  const role = intent('members', { role: 'none' }, { role: 'member' }, { sentValue: { role: 'admin' } })
  expect(settled(role, { role: 'admin' })).toMatchObject({ kind: 'send' })
})

it('[OB25] a new message that arrived with other words becomes an edit of it', () => {
  const rewritten = intent('messages', said('newer'), null, { rev: 1 })
  expect(settled(rewritten, said('older', { editedAt: 90 }))).toEqual({
    kind: 'send',
    value: said('newer', { editedAt: 91 }),
  })
  expect(settled(rewritten, said('newer', { editedAt: 90 }))).toEqual({ kind: 'done' })
})

it('[OB25] one that was edited or deleted elsewhere after it arrived is done', () => {
  const first = intent('messages', said('first'), null)
  expect(settled(first, said('edited elsewhere', { editedAt: 4 }))).toEqual({ kind: 'done' })
  expect(settled(first, { by: ADA, deletedAt: 4 })).toEqual({ kind: 'done' })
})

it('[OB26] the deletion of what is not there is done', () => {
  expect(settled(intent('messages', { by: ADA, deletedAt: 4 }, null), null)).toEqual({ kind: 'done' })
})
