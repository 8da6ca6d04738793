/** Who may do what is the same through every dialect: each action x role x kind of chat, compared. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { removeFolders } from '../../sync-server/support/a-server.ts'
import type { Tried } from '../support/matrix-action.ts'
import { DIALECTS, SAME_ACTIONS, type Asked, type Dialect, type SameAction } from '../support/matrix-everywhere.ts'
import { KINDS, matrixScene, ROLES_OF, type Kind, type MatrixScene, type Role } from '../support/matrix-scene.ts'

let scene: MatrixScene
beforeAll(async () => {
  scene = await matrixScene()
}, 120_000)
afterAll(async () => {
  await scene.stop()
  removeFolders()
})

async function send(role: Role, { method, path, body, isForm }: Asked): Promise<number> {
  const token = role === 'nobody' ? null : scene.who(role).token
  const answer = await fetch(scene.api.url + path, {
    method,
    redirect: 'manual',
    headers: {
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...(body && !isForm ? { 'content-type': 'application/json' } : {}),
    },
    body: body && (isForm ? new URLSearchParams(body as Record<string, string>) : JSON.stringify(body)),
  })
  await answer.arrayBuffer()
  return answer.status
}

/** @returns `done`, or `refused`; a 5xx is neither */
async function tried(action: SameAction, dialect: Dialect, role: Role, kind: Kind): Promise<string> {
  const place = await scene.place(kind)
  const given: Tried = { scene, role, place, userId: role === 'nobody' ? 0 : scene.who(role).id }
  const asked = action.in[dialect]?.(given) as Asked
  const status = await send(role, asked)
  if (status < 300 && !action.keeps) scene.changed(kind)
  if (status >= 500) return `${status}`
  return status < 300 ? 'done' : 'refused'
}

describe.each(SAME_ACTIONS.map((action) => [action.name, action] as const))('%s', (_, action) => {
  // Saved messages are benya's alone.
  const kinds = (action.kinds ?? KINDS).filter((kind) => kind !== 'saved')

  it.each(kinds)('[RA5] is for the same roles through every dialect: %s', async (kind) => {
    const answers: Record<string, Record<string, string>> = {}
    const wanted: Record<string, Record<string, string>> = {}
    for (const role of ROLES_OF[kind]) {
      const asked = DIALECTS.filter((dialect) => action.in[dialect])
      const found: Record<string, string> = {}
      for (const dialect of asked) found[dialect] = await tried(action, dialect, role, kind)
      answers[role] = found
      wanted[role] = Object.fromEntries(asked.map((dialect) => [dialect, found.benya ?? '']))
    }
    expect(answers).toEqual(wanted)
    // Nothing at all would be the same everywhere, too.
    expect(Object.values(answers).some((found) => found.benya === 'refused')).toBe(true)
  })
})
