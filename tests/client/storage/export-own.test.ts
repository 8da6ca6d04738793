import { strFromU8, unzipSync } from 'fflate'
import { expect, it } from 'vitest'
import { exportOwn } from '../../../client/storage/export-own.ts'
import { Bench, BO, GENERAL, message, ROOT } from '../../support/client-bench.ts'

const [M1, M2] = ['01HF7YAT00AAAAAAAAAAAAAAAA', '01HF7YAT00BBBBBBBBBBBBBBBB']
const words = { readMe: 'Read me', unsent: 'not sent', when: (at: number) => new Date(at).toISOString().slice(0, 10) }

/** Path -> text of a ZIP archive. */
async function unzip(blob: Blob): Promise<Record<string, string>> {
  const files = unzipSync(new Uint8Array(await blob.arrayBuffer()))
  return Object.fromEntries(Object.entries(files).map(([path, bytes]) => [path, strFromU8(bytes)]))
}

it('[OS20] the file holds account, chats and what is unsent, made without a connection', async () => {
  const bench = new Bench()
  bench.server.write(ROOT, [
    { root: 'meta', key: 'title', value: 'general' },
    { root: 'meta', key: 'topic', value: 'All of us' },
  ])
  bench.server.post(GENERAL, M1, { by: BO, text: 'of the first volume\nin two lines' })
  bench.server.openVolume(GENERAL)
  bench.server.post(GENERAL, M2, { by: BO, text: 'of the second' })
  const { device } = await bench.open()
  device.openVolume(GENERAL, 0)
  await bench.world.settle()
  await bench.offline()
  const id = device.newId()
  await bench.write(
    device,
    message(id, 'written offline'),
    { doc: ROOT, root: 'reactions', key: `${M2}/heart/1`, value: 1 },
    { doc: 'account/1', root: 'drafts', key: 'general', value: 'half a sent' },
  )

  const steps: number[] = []
  const file = await exportOwn(device, [GENERAL], words, (done) => steps.push(done))
  const files = await unzip(file.blob)
  expect(Object.keys(files)).toEqual(['chats/general.txt', 'data.json', 'README.txt'])
  const day = words.when(bench.world.nowMs)
  expect(files['chats/general.txt']).toBe(
    `general\nAll of us\n\n[${day}] bo: of the first volume\n    in two lines\n[${day}] bo: of the second\n` +
      `[${day}] ada (not sent): written offline\n`,
  )
  const data = JSON.parse(files['data.json']!) as Record<string, never>
  expect(data).toMatchObject({
    ...{ format: 'cairn-own-data', version: 1, userId: 1 },
    account: { drafts: { general: 'half a sent' }, directory: { users: { username: 'ada' } } },
    chats: [
      {
        id: 'general',
        title: 'general',
        messages: [
          { id: M1, seq: 1 },
          { id: M2, seq: 2 },
          { id, seq: 0 },
        ],
      },
    ],
  })
  expect((data.unsent as unknown as { key: string }[]).map(({ key }) => key)).toContain(`${M2}/heart/1`)
  expect({ steps, messages: file.messages, name: file.name.slice(0, 6) }).toEqual({
    steps: [1],
    messages: 3,
    name: 'cairn-',
  })
})

it('[OS20] only the chosen chats are in it, and a title makes no path', async () => {
  const bench = new Bench()
  bench.server.found('pump', 1)
  bench.server.write('channel/pump', [{ root: 'meta', key: 'title', value: '../etc/p:w' }])
  const { device } = await bench.open()
  const none = await unzip((await exportOwn(device, [], words)).blob)
  expect(Object.keys(none)).toEqual(['data.json', 'README.txt'])
  const one = await unzip((await exportOwn(device, ['pump' as typeof GENERAL], words)).blob)
  expect(Object.keys(one)[0]).toBe('chats/-etc-p-w.txt')
})
