import { beforeAll, describe, expect, it } from 'vitest'
import {
  aScene,
  attack,
  byMux,
  byStock,
  honestWorkGoesOn,
  NEW_CLIENT,
  playAttack,
  type Attack,
  type Scene,
} from '../../support/hostile-scene.ts'
import { oneStruct } from '../../support/hostile-updates.ts'

const founding = (by: number, owner: number, extra: [string, string, unknown][] = []) =>
  [
    ['meta', 'kind', 'private'],
    ['meta', 'title', 'mine'],
    ['meta', 'createdBy', by],
    ['members', String(owner), { role: 'owner', by: owner }],
    ...extra,
  ] as const
const newRoot = (s: Scene) => `channel/${s.h.newId()}`
const inGroup = (s: Scene) => s.groupRoot
const erased = () => oneStruct(NEW_CLIENT, 0, { root: 'meta', key: 'topic', content: { ref: 'deleted', length: 1 } })

const FOUNDERS: Attack[] = (
  [
    ['founding in another’s name', 'forbidden', founding(1, 2)],
    ['founding with another as owner', 'invalid', founding(2, 1)],
    ['founding with one’s own number', 'forbidden', founding(2, 2, [['meta', 'num', 1]])],
    ['founding with who does not exist', 'invalid', founding(2, 2, [['members', '99', { role: 'member', by: 2 }]])],
    [
      'founding with 101 others',
      'too_large',
      founding(
        2,
        2,
        Array.from({ length: 101 }, (_, i) => ['members', String(i + 10), { role: 'member', by: 2 }]),
      ),
    ],
    ['half a founding', 'forbidden', [['meta', 'kind', 'private']]],
  ] as const
)
  .flatMap(([name, answer, writes]) => {
    let root = ''
    return attack(name, answer, (s) => s.edit(root, writes), { doc: (s) => (root = newRoot(s)) })
  })
  .concat([
    attack(
      'founding a group that there is',
      'forbidden',
      (s) =>
        s.edit(s.groupRoot, [
          ['meta', 'kind', 'group'],
          ['meta', 'title', 'x'],
          ['members', '2', { role: 'owner', by: 2 }],
        ]),
      { doc: inGroup },
    ),
    attack('founding with nothing but erased content', 'invalid', erased, { doc: newRoot }),
    attack('founding what is no ULID', 'no-access', (s) => s.edit('channel/mine', founding(2, 2)), {
      doc: 'channel/mine',
    }),
  ])

describe.each([
  ['/sync', byMux],
  ['/sync/<doc>', byStock],
] as const)('founding, by %s', (_path, endpoint) => {
  let scene: Scene
  beforeAll(() => void (scene = aScene()))

  it.each(FOUNDERS)('[JG5] $name: $answer', (attack) => {
    expect(playAttack(scene, attack, endpoint)).toEqual({ answer: attack.answer, traces: [] })
    honestWorkGoesOn(scene)
  })
})
