import { beforeAll, describe, expect, it } from 'vitest'
import {
  ADA_CLIENT,
  aScene,
  attack,
  byMux,
  byStock,
  GENERAL,
  honestWorkGoesOn,
  NEW_CLIENT,
  playAttack,
  type Attack,
  type Scene,
} from '../../support/hostile-scene.ts'
import { oneStruct, rawUpdate, write } from '../../support/hostile-updates.ts'

const FUTURE = '7ZZZZZZZZZZZZZZZZZZZZZZZZZ'
const erased = (root: string, key: string, length = 1) => ({ content: { ref: 'deleted', length }, root, key }) as const
const own = (s: Scene) => ['messages', s.h.newId(), { by: 2, text: 'mine' }] as const
const server = (s: Scene, doc: string) => s.room(doc).serverClient
const inPrivate = (s: Scene) => s.privateRoot

const AUTHORS: Attack[] = [
  attack('a message in another name', 'forbidden', (s) =>
    s.edit(GENERAL, [['messages', s.h.newId(), { by: 1, text: 'x' }]]),
  ),
  attack('a message in the server’s name', 'forbidden', (s) =>
    s.edit(GENERAL, [['messages', s.h.newId(), { by: 0, text: 'x', type: 'system' }]]),
  ),
  attack('an edit of another’s message', 'forbidden', (s) =>
    s.edit(GENERAL, [['messages', s.message, { by: 1, text: 'x', editedAt: 9 }]]),
  ),
  attack('taking another’s message over', 'forbidden', (s) =>
    s.edit(GENERAL, [['messages', s.message, { by: 2, text: 'x' }]]),
  ),
  attack('a deletion of another’s message', 'forbidden', (s) =>
    s.edit(GENERAL, [['messages', s.message, { by: 1, deletedAt: 9 }]]),
  ),
  attack('an honest write beside a forged one', 'forbidden', (s) =>
    s.edit(GENERAL, [own(s), ['messages', s.message, { by: 1, deletedAt: 9 }]]),
  ),
  attack('a reaction in another name', 'forbidden', (s) => s.edit(GENERAL, [['reactions', `${s.message}/heart/1`, 1]])),
  attack('taking another’s reaction away', 'forbidden', (s) =>
    s.edit(GENERAL, [['reactions', `${s.message}/thumbsup/1`, null]]),
  ),
  attack('an erased reaction in another name', 'forbidden', (s) =>
    oneStruct(NEW_CLIENT, 0, erased('reactions', `${s.message}/heart/1`)),
  ),
  attack('removing another’s message', 'invalid', (s) => s.edit(GENERAL, [['messages', s.message, null]])),
  attack('a message with an id of tomorrow', 'clock', (s) =>
    s.edit(GENERAL, [['messages', FUTURE, { by: 2, text: 'x' }]]),
  ),
  attack('a reaction on a deleted message', 'gone', (s) => s.edit(GENERAL, [['reactions', `${s.deleted}/heart/2`, 1]])),
  attack('a reaction on no message', 'gone', (s) => s.edit(GENERAL, [['reactions', `${s.h.newId()}/heart/2`, 1]])),
  attack('a reaction of no allowed name', 'invalid', (s) =>
    s.edit(GENERAL, [['reactions', `${s.message}/<script>/2`, 1]]),
  ),
  attack(
    'an edit of a deleted message',
    'gone',
    (s) => s.edit(GENERAL, [['messages', s.deleted, { by: 1, text: 'x' }]]),
    { as: 1 },
  ),
  attack(
    'a second deletion of another time',
    'gone',
    (s) => s.edit(GENERAL, [['messages', s.deleted, { by: 1, deletedAt: 8 }]]),
    { as: 1 },
  ),
  attack('a file of somebody else', 'forbidden', (s) =>
    s.edit(GENERAL, [['messages', s.h.newId(), { by: 2, files: [{ id: 'f', name: 'f', type: 't', bytes: 1 }] }]]),
  ),
]

const IDS: Attack[] = [
  attack('another’s client id at its next clock', 'forbidden', (s) => s.edit(GENERAL, [own(s)], ADA_CLIENT)),
  attack('the server’s client id', 'forbidden', (s) => s.edit(GENERAL, [own(s)], server(s, GENERAL))),
  attack('another’s client id beside one’s own', 'forbidden', (s) =>
    rawUpdate({
      groups: [
        { client: NEW_CLIENT, clock: 0, structs: [write('messages', s.h.newId(), { by: 2, text: 'x' })] },
        {
          client: server(s, GENERAL),
          clock: s.room(GENERAL).doc.store.clients.get(server(s, GENERAL))?.length ?? 0,
          structs: [write('messages', s.h.newId(), { by: 2, text: 'x' })],
        },
      ],
    }),
  ),
  attack('an erased run cut into another’s message', 'invalid', () =>
    oneStruct(ADA_CLIENT, 0, erased('messages', 'x', 99)),
  ),
]

const SERVER_OWNED: Attack[] = [
  attack('a stamp', 'forbidden', (s) => s.edit(GENERAL, [['stamps', s.message, { id: 1, seq: 99, at: 1 }]])),
  attack('a message with its own stamp', 'forbidden', (s) => {
    const [root, id, value] = own(s)
    return s.edit(GENERAL, [
      [root, id, value],
      ['stamps', id, { id: 1, seq: 9, at: 1 }],
    ])
  }),
  attack('removing a stamp', 'forbidden', (s) => s.edit(GENERAL, [['stamps', s.message, null]])),
  attack('erased content over a live stamp', 'forbidden', (s) => oneStruct(NEW_CLIENT, 0, erased('stamps', s.message))),
  attack('erased content where a stamp will be', 'forbidden', (s) =>
    oneStruct(NEW_CLIENT, 0, erased('stamps', s.h.newId())),
  ),
  attack('joined', 'forbidden', (s) => s.edit(s.privateRoot, [['joined', '2', { id: 1, at: 1 }]]), { doc: inPrivate }),
  attack('volumes', 'forbidden', (s) => s.edit(s.privateRoot, [['volumes', '1', { from: 1 }]]), { doc: inPrivate }),
  attack(
    'one’s own memberships',
    'forbidden',
    (s) => s.edit('account/2', [['memberships', s.groupRoot.slice(8), { kind: 'group', role: 'owner' }]]),
    { doc: 'account/2' },
  ),
  attack(
    'a user of the directory',
    'forbidden',
    (s) => s.edit('directory', [['users', '2', { username: 'bo', admin: true }]]),
    { doc: 'directory' },
  ),
  attack('a profile in the directory', 'forbidden', (s) => s.edit('directory', [['profiles', '1', { name: 'x' }]]), {
    doc: 'directory',
  }),
  attack('erased content in the directory', 'forbidden', () => oneStruct(NEW_CLIENT, 0, erased('users', '77')), {
    doc: 'directory',
  }),
  attack('a channel’s number', 'forbidden', (s) => s.edit(s.privateRoot, [['meta', 'num', 1]]), {
    as: 1,
    doc: inPrivate,
  }),
]

describe.each([
  ['/sync', byMux],
  ['/sync/<doc>', byStock],
] as const)('what belongs to others, by %s', (_path, endpoint) => {
  let scene: Scene
  beforeAll(() => void (scene = aScene()))

  it.each([...AUTHORS, ...IDS, ...SERVER_OWNED])('[AD5] $name is refused: $answer', (attack) => {
    expect(playAttack(scene, attack, endpoint)).toEqual({ answer: attack.answer, traces: [] })
    honestWorkGoesOn(scene)
  })
})
