import { beforeAll, describe, expect, it } from 'vitest'
import { addMember } from '../../../schema/edits/add-member.ts'
import type { ChannelId, UserId } from '../../../schema/ids.ts'
import { commandDeps } from '../../support/command-deps.ts'
import {
  aScene,
  attack,
  byMux,
  byStock,
  honestWorkGoesOn,
  playAttack,
  type Attack,
  type Scene,
} from '../../support/hostile-scene.ts'

const inPrivate = (s: Scene) => s.privateRoot
const member = (s: Scene, value: object) => s.edit(s.privateRoot, [['members', '3', value]])

/** Cy accepts invitations from nobody. */
function aShyScene(): Scene {
  const scene = aScene()
  const cy = scene.h.connect(3)
  cy.update('account/3', scene.edit('account/3', [['profile', 'privacy', { groupInvites: 'nobody' }]], 77))
  cy.drop()
  return scene
}

/** Ways to claim that somebody asked to be added. */
const CLAIMS: Attack[] = [
  attack('an owner who adds them', 'privacy', (s) => member(s, { role: 'member', by: 1 }), { as: 1, doc: inPrivate }),
  attack(
    'an owner who names the consent in the value',
    'invalid',
    (s) => member(s, { role: 'member', by: 1, consentOf: 3 }),
    { as: 1, doc: inPrivate },
  ),
  attack('an owner who signs for them', 'forbidden', (s) => member(s, { role: 'member', by: 3 }), {
    as: 1,
    doc: inPrivate,
  }),
  attack('an owner who removes and adds in one update', 'privacy', (s) => member(s, { role: 'admin', by: 1 }), {
    as: 1,
    doc: inPrivate,
  }),
  attack('one who signs for the owner that adds them', 'no-access', (s) => member(s, { role: 'member', by: 1 }), {
    as: 3,
    doc: inPrivate,
  }),
]

describe.each([
  ['/sync', byMux],
  ['/sync/<doc>', byStock],
] as const)('a consent that nobody gave, by %s', (_path, endpoint) => {
  let scene: Scene
  beforeAll(() => void (scene = aShyScene()))

  it.each(CLAIMS)('[MB19] $name: $answer', (claim) => {
    expect(playAttack(scene, claim, endpoint)).toEqual({ answer: claim.answer, traces: [] })
    honestWorkGoesOn(scene)
  })
})

describe('a consent that the server saw', () => {
  it('[MB19] counts for that person alone, and only with the rights of who invited', async () => {
    const scene = aShyScene()
    const deps = commandDeps(scene.h)
    const channelId = scene.privateRoot.slice('channel/'.length) as ChannelId
    const [ada, bo, cy] = [1, 2, 3] as UserId[] as [UserId, UserId, UserId]
    const add = (maker: UserId, consentOf?: UserId) =>
      deps.runInCommit((tx) =>
        tx.write({ userId: maker, consentOf }, addMember(tx.world, maker, { channelId, userId: cy })),
      )
    await expect(add(ada)).rejects.toMatchObject({ code: 'privacy' })
    await expect(add(ada, bo)).rejects.toMatchObject({ code: 'privacy' })
    await expect(add(bo, cy)).rejects.toMatchObject({ code: 'forbidden' })
    await add(ada, cy)
    const said = [...scene.room(`${scene.privateRoot}/0`).entries('messages')].map(([, value]) => value)
    expect(said).toMatchObject([
      { type: 'system', text: 'cy has joined the channel', event: { kind: 'joined', user: 3 } },
    ])
  })
})
