import { describe, expect, it } from 'vitest'
import { ErrorCode } from '../../../schema/errors.ts'
import type { UserId } from '../../../schema/ids.ts'
import { addContactByEmail } from '../../../sync-server/commands/add-contact-by-email.ts'
import { postMessage } from '../../../sync-server/commands/post-message.ts'
import { setBlock } from '../../../sync-server/commands/set-block.ts'
import { setContact } from '../../../sync-server/commands/set-contact.ts'
import { listBlocked } from '../../../sync-server/queries/list-blocked.ts'
import { listContacts } from '../../../sync-server/queries/list-contacts.ts'
import { commandDeps } from '../../support/command-deps.ts'
import { coreHarness } from '../../support/core-harness.ts'
import { removePerson, somePeople } from '../support/some-people.ts'

async function aScene() {
  const h = coreHarness()
  const deps = commandDeps(h)
  const [ada, bo, cy] = (await somePeople(deps, 'ada', 'bo', 'cy')) as [UserId, UserId, UserId]
  const contact = (userId: number, isContact = true) => setContact(deps, ada, { userId, isContact })
  const block = (userId: number, isBlocked = true) => setBlock(deps, ada, { userId, isBlocked })
  const contacts = () => listContacts(deps, ada).map(({ username }) => username)
  const blocked = () => listBlocked(deps, ada).map(({ username }) => username)
  return { h, deps, ada, bo, cy, contact, block, contacts, blocked }
}

describe('contacts and blocks', () => {
  it('[US9] are listed by name', async () => {
    const { ada, bo, cy, contact, block, contacts, blocked, deps } = await aScene()
    await deps.runInCommit((tx) => {
      tx.write({ userId: bo }, [{ doc: `account/${bo}`, root: 'profile', key: 'name', value: 'Zora' }])
    })
    for (const userId of [bo, cy]) await Promise.all([contact(userId), block(userId)])
    expect([contacts(), blocked()]).toEqual([
      ['cy', 'bo'],
      ['cy', 'bo'],
    ])
    expect(listContacts(deps, bo)).toEqual([])
    expect(ada).toBe(1)
  })

  it('[US9] are on all devices, and in nobody else’s documents', async () => {
    const { h, ada, bo, contact, block } = await aScene()
    const [own, other] = [h.connect(ada), h.connect(bo)]
    await Promise.all([contact(bo), block(bo)])
    expect(own.replica(`account/${ada}`).getMap('contacts').toJSON()).toEqual({ [bo]: 1 })
    expect(own.replica(`account/${ada}`).getMap('blocks').toJSON()).toEqual({ [bo]: 1 })
    expect(other.frames().some((frame) => 'doc' in frame && frame.doc === `account/${ada}`)).toBe(false)
  })

  it('[US10] are added once, and removed as often as one likes', async () => {
    const { bo, contact, block, contacts, blocked } = await aScene()
    for (const isSet of [true, true, false, false]) await Promise.all([contact(bo, isSet), block(bo, isSet)])
    expect([contacts(), blocked()]).toEqual([[], []])
  })

  it('[US10] a block takes nothing else away', async () => {
    const { h, deps, ada, bo, contact, block, contacts } = await aScene()
    const channelId = `dm-${ada}-${bo}` as const
    await deps.runInCommit((tx) => tx.foundFixed({ userId: ada }, channelId as never))
    await postMessage(deps, ada, { channelId: channelId as never, text: 'hello' })
    await contact(bo)
    await block(bo)
    expect(contacts()).toEqual(['bo'])
    expect(deps.messages.find(channelId, [...deps.messages.oldest(channelId)][0]?.messageId ?? '')?.text).toBe('hello')
    expect(h.core.deps.world().registers(`account/${ada}`).get('memberships', channelId)).toBeDefined()
  })

  it('[CA4] nobody, a deleted account and oneself are none', async () => {
    const { deps, ada, bo, contact, block } = await aScene()
    await removePerson(deps, bo)
    for (const isSet of [true, false]) {
      for (const command of [contact, block]) {
        await expect(command(ada, isSet)).rejects.toMatchObject({ code: ErrorCode.Invalid })
        await expect(command(bo, isSet)).rejects.toMatchObject({ code: ErrorCode.NotFound })
        await expect(command(99, isSet)).rejects.toMatchObject({ code: ErrorCode.NotFound })
      }
    }
  })

  it('[US9] who deleted their account is not listed, and can be taken out', async () => {
    const { h, deps, ada, bo, contact, block, contacts, blocked } = await aScene()
    await Promise.all([contact(bo), block(bo)])
    await removePerson(deps, bo)
    expect([contacts(), blocked()]).toEqual([[], []])
    await Promise.all([contact(bo, false), block(bo, false)])
    const account = h.core.deps.world().registers(`account/${ada}`)
    expect([...account.entries('contacts'), ...account.entries('blocks')]).toEqual([])
  })

  it('[US11] by e-mail, in any case; alike when nobody has it', async () => {
    const { deps, ada, contacts } = await aScene()
    await addContactByEmail(deps, ada, 'BO@Example.org')
    await addContactByEmail(deps, ada, 'nobody@example.org')
    await addContactByEmail(deps, ada, 'cy')
    expect(contacts()).toEqual(['bo'])
    await expect(addContactByEmail(deps, ada, 'ada@example.org')).rejects.toMatchObject({ code: ErrorCode.Invalid })
  })
})
