import { beforeAll, describe, expect, it } from 'vitest'
import { CloseCode } from '../../../schema/protocol/close-codes.ts'
import {
  aScene,
  attack,
  attacker,
  byMux,
  byStock,
  fingerprint,
  GENERAL,
  honestWorkGoesOn,
  NEW_CLIENT,
  playAttack,
  type Attack,
  type Scene,
} from '../../support/hostile-scene.ts'
import { oneStruct } from '../../support/hostile-updates.ts'

const volumeOf = (root: string) => `${root}/0`
const post = (s: Scene, doc: string, by: number) => s.edit(doc, [['messages', s.h.newId(), { by, text: 'x' }]])
const role = (s: Scene, root: string, user: number, value: string, by: number) =>
  s.edit(root, [['members', String(user), { role: value, by }]])
const inPrivate = (s: Scene) => s.privateRoot
const inGroup = (s: Scene) => s.groupRoot
const erased = () => oneStruct(NEW_CLIENT, 0, { root: 'meta', key: 'topic', content: { ref: 'deleted', length: 1 } })

const ROLES: Attack[] = [
  attack('a member who makes themselves owner', 'forbidden', (s) => role(s, s.privateRoot, 2, 'owner', 2), {
    doc: inPrivate,
  }),
  attack('an admin who makes themselves owner', 'forbidden', (s) => role(s, s.privateRoot, 4, 'owner', 4), {
    as: 4,
    doc: inPrivate,
  }),
  attack('an admin who demotes the owner', 'forbidden', (s) => role(s, s.privateRoot, 1, 'member', 4), {
    as: 4,
    doc: inPrivate,
  }),
  attack('an admin who removes the owner', 'forbidden', (s) => role(s, s.privateRoot, 1, 'none', 4), {
    as: 4,
    doc: inPrivate,
  }),
  attack('an admin who makes an admin', 'forbidden', (s) => role(s, s.privateRoot, 2, 'admin', 4), {
    as: 4,
    doc: inPrivate,
  }),
  attack('the last owner who steps down', 'forbidden', (s) => role(s, s.privateRoot, 1, 'admin', 1), {
    as: 1,
    doc: inPrivate,
  }),
  attack('a role signed by another', 'forbidden', (s) => role(s, s.privateRoot, 2, 'admin', 1), { doc: inPrivate }),
  attack('a member who invites', 'forbidden', (s) => role(s, s.privateRoot, 3, 'member', 2), { doc: inPrivate }),
  attack('an owner who adds nobody that exists', 'invalid', (s) => role(s, s.privateRoot, 99, 'member', 1), {
    as: 1,
    doc: inPrivate,
  }),
  attack('who joins a group as admin', 'forbidden', (s) => role(s, s.groupRoot, 2, 'admin', 2), { doc: inGroup }),
  attack('who removes a member’s register', 'invalid', (s) => s.edit(s.privateRoot, [['members', '4', null]]), {
    doc: inPrivate,
  }),
  attack('a member who renames', 'forbidden', (s) => s.edit(s.privateRoot, [['meta', 'title', 'x']]), {
    doc: inPrivate,
  }),
  attack('an owner who changes the kind', 'forbidden', (s) => s.edit(s.privateRoot, [['meta', 'kind', 'public']]), {
    as: 1,
    doc: inPrivate,
  }),
  attack('an owner who changes the founder', 'conflict', (s) => s.edit(s.privateRoot, [['meta', 'createdBy', 2]]), {
    as: 1,
    doc: inPrivate,
  }),
  attack('a member who posts in a broadcast', 'forbidden', (s) => post(s, volumeOf(s.broadcastRoot), 2), {
    doc: (s) => volumeOf(s.broadcastRoot),
  }),
  attack(
    'who pins in another name',
    'forbidden',
    (s) => s.edit('channel/general', [['pins', s.message, { by: 1, at: 1 }]]),
    { doc: 'channel/general' },
  ),
  attack('who renames a default channel', 'forbidden', (s) => s.edit('channel/general', [['meta', 'title', 'x']]), {
    as: 1,
    doc: 'channel/general',
  }),
]

const READERS: Attack[] = [
  attack('an outsider in a private channel', 'no-access', (s) => post(s, volumeOf(s.privateRoot), 3), {
    as: 3,
    doc: (s) => volumeOf(s.privateRoot),
  }),
  attack('an outsider in a private root', 'no-access', (s) => role(s, s.privateRoot, 3, 'member', 3), {
    as: 3,
    doc: inPrivate,
  }),
  attack('a reader of an open group who posts', 'no-access', (s) => post(s, volumeOf(s.groupRoot), 2), {
    doc: (s) => volumeOf(s.groupRoot),
  }),
  attack('a reader of an open group who erases', 'forbidden', erased, { doc: inGroup }),
  attack('a direct message of two others', 'no-access', (s) => post(s, 'channel/dm-1-3/0', 2), {
    doc: 'channel/dm-1-3/0',
  }),
  attack('a direct message with nobody', 'no-access', (s) => post(s, 'channel/dm-2-99/0', 2), {
    doc: 'channel/dm-2-99/0',
  }),
  attack('another’s saved messages', 'no-access', (s) => post(s, 'channel/saved-1/0', 2), { doc: 'channel/saved-1/0' }),
  attack('another’s account', 'no-access', (s) => s.edit('account/1', [['blocks', '2', 1]]), { doc: 'account/1' }),
  attack(
    'a read mark with a wrong number',
    'stale',
    (s) => s.edit('account/2', [['read', 'general', { seq: 9, messageId: s.message }]]),
    { doc: 'account/2' },
  ),
  attack('a read mark without a message', 'stale', (s) => s.edit('account/2', [['read', 'general', { seq: 1 }]]), {
    doc: 'account/2',
  }),
  attack(
    'a read mark in a private channel',
    'forbidden',
    (s) => s.edit('account/3', [['read', s.privateRoot.slice(8), { seq: 0 }]]),
    { as: 3, doc: 'account/3' },
  ),
  attack('a block of oneself', 'invalid', (s) => s.edit('account/2', [['blocks', '2', 1]]), { doc: 'account/2' }),
]

describe.each([
  ['/sync', byMux],
  ['/sync/<doc>', byStock],
] as const)('what one has no right to, by %s', (_path, endpoint) => {
  let scene: Scene
  beforeAll(() => void (scene = aScene()))

  it.each([...ROLES, ...READERS])('[JG5] $name: $answer', (attack) => {
    expect(playAttack(scene, attack, endpoint)).toEqual({ answer: attack.answer, traces: [] })
    honestWorkGoesOn(scene)
  })

  it('[MS7] a message that another volume has is known to its author and taken for others', () => {
    const small = aScene({ volumeMessages: 2 })
    const again = (by: number) => small.edit('channel/general/1', [['messages', small.message, { by, text: 'again' }]])
    const before = fingerprint(small)
    expect(endpoint(small, 1, 'channel/general/1', again(1))).toBe('known')
    expect(endpoint(small, 2, 'channel/general/1', again(2))).toBe('conflict')
    expect(fingerprint(small)).toBe(before)
  })

  it('[MS8] a sealed volume takes no new message, and one that is not open yet takes nothing', () => {
    const small = aScene({ volumeMessages: 2 })
    const before = fingerprint(small)
    expect(endpoint(small, 2, GENERAL, post(small, GENERAL, 2))).toBe('sealed')
    const unopened = post(small, 'channel/general/2', 2)
    expect(endpoint(small, 2, 'channel/general/2', unopened)).toBe(endpoint === byMux ? 'invalid' : 'no-access')
    expect(fingerprint(small)).toBe(before)
    honestWorkGoesOn(small)
  })
})

describe('reading without a right', () => {
  it('[GW20] nothing of it is sent, by either endpoint', () => {
    const scene = aScene()
    const secret = volumeOf(scene.privateRoot)
    const docs = [
      scene.privateRoot,
      secret,
      volumeOf(scene.groupRoot),
      'account/1',
      'channel/dm-1-2',
      'channel/general/9',
    ]
    for (const doc of docs) {
      const stock = scene.h.connectStock(3, doc)
      expect([stock.closedWith, stock.received]).toEqual([CloseCode.NoAccess, []])
      const mux = attacker(scene, 3)
      const before = mux.frames().length
      mux.control({ t: 'open', doc })
      expect(mux.frames().slice(before)).toEqual([
        { kind: 'control', json: JSON.stringify({ t: 'closed', doc, code: CloseCode.NoAccess }) },
      ])
    }
  })
})
