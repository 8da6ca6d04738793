/** Sending that is cancelled, and taken back. */
import { afterEach, describe, expect, it } from 'vitest'
import '../../../client/app/all-words.ts'
import { notices } from '../../../client/app/notices.ts'
import { cancelWithUndo } from '../../../client/components/chat/cancel-with-undo.ts'
import type { SyncedDevice } from '../../../client/sync/create-device.ts'
import { Bench, GENERAL, pending, reaction } from '../../support/client-bench.ts'
import { aFile, holdFiles } from '../uploads/support.ts'

const never = () => expect.unreachable()

afterEach(() => notices.view.forEach(({ id }) => notices.end(id, 'closed')))

async function offline() {
  const bench = new Bench()
  const { device } = await bench.open()
  await bench.offline()
  const answer = async (how: string) => {
    notices.end(notices.view[0]!.id, how)
    await bench.world.settle()
  }
  const cancel = async (text: string) => {
    const item = device.outbox().find(({ value }) => (value as { text?: string } | null)?.text === text)!
    cancelWithUndo({ device }, [item.n], never)
    await bench.world.settle()
  }
  return { bench, device, answer, cancel }
}

const kinds = (device: SyncedDevice) => device.outbox().map(({ root }) => root)

describe('[UI94] sending that is cancelled', () => {
  it('[UI94] is out of the outbox at once: a network that comes sends nothing of it', async () => {
    const { bench, device, cancel } = await offline()
    await holdFiles(device)
    await bench.say(device, 'one')
    await bench.say(device, 'two')
    await cancel('one')
    expect(pending(device)).toEqual(['saved two'])
    await bench.online(device)
    expect(bench.texts()).toEqual(['two'])
  })

  it('[UI94] is there again after an undo, with what refers to it, and goes', async () => {
    const { bench, device, cancel, answer } = await offline()
    await holdFiles(device)
    const id = await bench.say(device, 'one')
    await bench.write(device, reaction(id, 1))
    await cancel('one')
    expect(pending(device)).toEqual([])
    await answer('undo')
    expect(kinds(device)).toEqual(['messages', 'reactions'])
    await bench.online(device)
    expect(bench.texts()).toEqual(['one'])
    expect(pending(device)).toEqual([])
  })

  it('[UI94] keeps its files until the time is over, and waits for them again after an undo', async () => {
    const { bench, device, cancel, answer } = await offline()
    const file = aFile({ draft: null, chat: GENERAL })
    const uploads = await holdFiles(device, file)
    const drafts = () => uploads.files.map(({ draft }) => draft)
    const files = [{ id: file.id, ...file.sizes.original }]
    const send = async () => {
      const value = { by: 1, text: 'with a picture', files }
      const key = device.newId()
      await bench.write(device, { doc: `channel/${GENERAL}`, root: 'messages', key, value, awaits: [file.id] })
    }
    await send()
    await cancel('with a picture')
    expect(drafts()).toEqual([`${GENERAL}/sending`])
    await answer('undo')
    expect(drafts()).toEqual([null])
    await bench.online(device)
    expect(pending(device)).toEqual(['held with a picture'])
    await cancel('with a picture')
    await answer('passed')
    expect(drafts()).toEqual([])
    expect(pending(device)).toEqual([])
  })
})
