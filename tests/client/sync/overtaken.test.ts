/** What others, or one’s other devices, wrote meanwhile. */
import { expect, it } from 'vitest'
import { ACCOUNT, ADA, deletion, GENERAL, message, NEWEST, pending } from '../../support/client-bench.ts'
import { M1, online } from '../../support/client-online.ts'

it('[OB38] a mark that goes back while the answer to the last one is lost goes back at the server, too', async () => {
  const { bench, device, server } = await online()
  const mark = (seq: number) => ({ doc: ACCOUNT, root: 'read', key: GENERAL, value: { seq, messageId: M1 } })
  server.silence = 'answers'
  await bench.write(device, mark(9))
  expect(server.registers(ACCOUNT, 'read')[GENERAL]).toMatchObject({ seq: 9 })
  await bench.write(device, mark(3))
  await bench.offline()
  server.silence = 'none'
  await bench.online(device)
  device.flush()
  await bench.world.settle()
  expect(server.registers(ACCOUNT, 'read')[GENERAL]).toMatchObject({ seq: 3 })
  expect(device.view(ACCOUNT).get('read', GENERAL)).toMatchObject({ seq: 3 })
})

it('[OB23] an edit older than what stands there is superseded, and its text is kept', async () => {
  const { bench, device, server } = await online()
  const id = await bench.say(device, 'one')
  await bench.offline()
  await bench.write(device, message(id, 'mine', GENERAL, { editedAt: 5 }))
  server.write(NEWEST, [{ root: 'messages', key: id, value: { by: ADA, text: 'other device', editedAt: 9 } }])
  await bench.online(device)
  expect(pending(device)).toEqual(['superseded mine'])
  expect(device.view(NEWEST).get('messages', id)).toMatchObject({ text: 'other device' })
  await bench.write(device, deletion(id))
  expect(pending(device)).toEqual(['superseded mine'])
})

it('[OB23] a write that the server overruled is superseded as well', async () => {
  const { bench, device, server } = await online()
  const id = await bench.say(device, 'one')
  server.superseded.add(id)
  await bench.write(device, message(id, 'mine', GENERAL, { editedAt: 5 }))
  expect(pending(device)).toEqual(['superseded mine'])
})

it('[OB24] a role that changed since is refused as stale, with what stands', async () => {
  const { bench, device, server } = await online()
  const group = '01HF7YAT00CCCCCCCCCCCCCCCC'
  server.found(group, ADA)
  server.write(`channel/${group}`, [{ root: 'members', key: '2', value: { role: 'member', by: 1 } }])
  await bench.world.settle()
  const read = device.view(`channel/${group}`)
  expect(read.get('members', '2')).toEqual({ role: 'member', by: 1 })
  await bench.offline()
  await bench.write(device, { doc: `channel/${group}`, root: 'members', key: '2', value: { role: 'none', by: 1 } })
  server.write(`channel/${group}`, [{ root: 'members', key: '2', value: { role: 'admin', by: 3 } }])
  await bench.online(device)
  expect(device.outbox()).toMatchObject([{ state: 'refused', code: 'stale', detail: { role: 'admin', by: 3 } }])
  await device.retry(device.outbox()[0]!.n)
  await bench.world.settle()
  expect(server.registers(`channel/${group}`, 'members')['2']).toEqual({ role: 'none', by: 1 })
})
