/** "Prepare offline" of a whole device, before a small server, with files that come or do not (docs/behaviour.md, OS4, OS5, OS34, OS35). */
import { describe, expect, it } from 'vitest'
import { USUAL } from '../../../client/storage/keep-settings.ts'
import type { MediaPort } from '../../../client/storage/ports.ts'
import {
  isReady,
  prepareOffline,
  type PrepareFact,
  type PrepareProgress,
} from '../../../client/storage/prepare-offline.ts'
import { Bench, BO, GENERAL } from '../../support/client-bench.ts'

type Left = Awaited<ReturnType<MediaPort['prepare']>>
const ALL_CAME: Left = { missing: 0, noRoom: 0, gone: 0 }

/** Two volumes of one message each. */
async function prepared(left: Partial<Left>, { isOffline = false } = {}) {
  const bench = new Bench()
  bench.server.post(GENERAL, '01HF7YAT00AAAAAAAAAAAAAAAA', { by: BO, text: 'one' })
  bench.server.openVolume(GENERAL)
  bench.server.post(GENERAL, '01HF7YAT00BBBBBBBBBBBBBBBB', { by: BO, text: 'two' })
  const { device } = await bench.open()
  if (isOffline) await bench.offline()
  const media = {
    countOf: () => Promise.resolve({ files: 4, bytes: 4_000 }),
    prepare: (_chats: unknown, { progress }: Parameters<MediaPort['prepare']>[1]) => {
      progress({ done: 4, total: 4 })
      return Promise.resolve({ ...ALL_CAME, ...left })
    },
  } as unknown as MediaPort
  const told: PrepareProgress[] = []
  let fact: PrepareFact | null = null
  const deps = { core: device.core, device, settings: USUAL, media: () => Promise.resolve(media) }
  void prepareOffline(deps, [GENERAL], new AbortController().signal, (now) => told.push(now)).then(
    (ended) => (fact = ended),
  )
  for (let turns = 0; !fact && turns < 200; turns++) await bench.world.advance(100)
  return { fact: fact as unknown as PrepareFact, told }
}

describe('preparing for no connection', () => {
  it('[OS4] ends in what is here, messages and files', async () => {
    const { fact, told } = await prepared({})
    expect(fact).toMatchObject({ chats: 1, messages: 2, files: 4, ...ALL_CAME })
    expect(isReady(fact)).toBe(true)
    expect(told.at(-1)).toEqual({ part: 'files', done: 4, total: 4 })
  })

  it('[OS5] is not ready while volumes or files did not come', async () => {
    const { fact } = await prepared({ missing: 2 })
    expect([fact.missing, isReady(fact)]).toEqual([2, false])
    const offline = await prepared({}, { isOffline: true })
    expect([offline.fact.missing > 0, isReady(offline.fact)]).toEqual([true, false])
  })

  it('[OS34] is not ready where there was no room for all files', async () => {
    const { fact } = await prepared({ noRoom: 12 })
    expect([fact.noRoom, fact.missing, isReady(fact)]).toEqual([12, 0, false])
  })

  it('[OS35] is ready without those that the server no longer has', async () => {
    const { fact } = await prepared({ gone: 3 })
    expect([fact.gone, isReady(fact)]).toEqual([3, true])
  })
})
