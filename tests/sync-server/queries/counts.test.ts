import * as Y from 'yjs'
import { describe, expect, it } from 'vitest'
import { accountDocument, channelDocument, DIRECTORY, volumeDocument } from '../../../schema/documents.ts'
import type { ChannelId, UserId } from '../../../schema/ids.ts'
import { listChannels, projectChatRow } from '../../../schema/projection/project-chats.ts'
import { projectUnread } from '../../../schema/projection/project-unread.ts'
import { channelOf, membersOf, newestVolume, userExists } from '../../../schema/rules/channel.ts'
import type { CommandDeps } from '../../../sync-server/commands/deps.ts'
import { KeptChats } from '../../../sync-server/queries/kept-chats.ts'
import { listChats } from '../../../sync-server/queries/list-chats.ts'
import { readChats } from '../../../sync-server/queries/read-chats.ts'
import { commandDeps } from '../../support/command-deps.ts'
import { coreHarness, type CoreHarness, type MuxPeer } from '../../support/core-harness.ts'
import { randomTalk } from '../../support/random-talk.ts'
import { YWorld } from '../../support/y-world.ts'

const HISTORIES = 6
const STEPS = 90

/** What a device of this person holds once it has caught up and opened every volume, and what it is told of the others. */
function theirDevice(h: CoreHarness, userId: UserId, number: number) {
  const peer: MuxPeer = h.connect(userId, { device: `observer-${number}` })
  const world = new YWorld()
  world.nowMs = h.clock.nowMs
  const take = (doc: string) => Y.applyUpdate(world.doc(doc), Y.encodeStateAsUpdate(peer.replica(doc)))
  for (const doc of [DIRECTORY, accountDocument(userId)]) take(doc)
  const channels = listChannels(world, userId)
  const volumes = new Map<ChannelId, number[]>()
  for (const channelId of channels) {
    take(channelDocument(channelId))
    const all = Array.from({ length: newestVolume(world, channelId) + 1 }, (_, n) => n)
    for (const n of all) peer.control({ t: 'open', doc: volumeDocument(channelId, n) })
    for (const n of all) take(volumeDocument(channelId, n))
    volumes.set(channelId, all)
  }
  const presence = (channel: ChannelId): Record<string, string> => {
    peer.control({ t: 'watch', channel })
    const told = peer.controls().findLast((c) => c.t === 'presence')
    return told?.t === 'presence' ? told.states : {}
  }
  return { peer, world, channels, volumes, presence }
}

/** A reader that remembers nothing. */
function freshly(deps: CommandDeps): CommandDeps {
  return { ...deps, keptChats: new KeptChats() }
}

describe.each(Array.from({ length: HISTORIES }, (_, i) => i + 1))('counts after the random history %i', (seed) => {
  it('[CH1] are those of the web app, for everyone and every chat', async () => {
    const h = coreHarness({ seed, settings: { volumeMessages: 5 } })
    const deps = commandDeps(h)
    const talk = randomTalk(h, deps)
    for (let i = 0; i < STEPS; i++) await talk.step()
    let compared = 0
    for (const me of talk.people.filter((person) => userExists(deps.world(), person))) {
      const device = theirDevice(h, me, seed)
      const chats = readChats(deps, me)
      for (const channelId of device.channels) {
        const volumes = device.volumes.get(channelId) ?? []
        const shown = projectChatRow(device.world, channelId, me, volumes)
        const unread = projectUnread(device.world, channelId, me, volumes)
        expect(unread.isExact).toBe(true)
        const others = Object.entries(device.presence(channelId)).filter(([user, state]) => {
          return user !== String(me) && state !== 'offline'
        })
        const channel = channelOf(device.world, channelId)
        expect(chats.view(channelId), `${me} in ${channelId}`).toMatchObject({
          unread: unread.count,
          mentions: unread.mentions,
          membersCount: channel ? membersOf(device.world, channel).length : 0,
          onlineCount: others.length + 1,
          isHidden: shown.isHidden,
          isArchived: shown.isArchived,
          isPinned: shown.isPinned,
          role: shown.role,
          displayTitle: shown.title,
        })
        if (shown.activityAt > 0) expect(chats.facts(channelId)?.activityAt).toBe(shown.activityAt)
        compared++
      }
      const visible = device.channels.filter((id) => {
        const row = projectChatRow(device.world, id, me, device.volumes.get(id))
        return !row.isHidden && !row.isArchived && row.role !== 'none'
      })
      expect(
        listChats(deps, me, { limit: 100 })
          .map((chat) => chat.channelId)
          .sort(),
      ).toEqual(visible.sort())
      device.peer.drop()
    }
    expect(compared).toBeGreaterThan(9)
  })

  it('[CH6] are never stale: what is kept is what would be read anew, after every step', async () => {
    const h = coreHarness({ seed: seed + 1_000, settings: { volumeMessages: 5 } })
    const deps = commandDeps(h)
    const talk = randomTalk(h, deps)
    for (let i = 0; i < STEPS; i++) {
      await talk.step()
      const anew = freshly(deps)
      for (const me of talk.people) {
        const [kept, fresh] = [readChats(deps, me), readChats(anew, me)]
        for (const channelId of talk.channels)
          expect(kept.view(channelId), `step ${i}, ${me} in ${channelId}`).toEqual(fresh.view(channelId))
      }
    }
  })
})
