/** A few people and their channels on a harness core, asked by commands and queries. */
import { foundChannel } from '../../../schema/edits/found-channel.ts'
import { setChannelPreference } from '../../../schema/edits/set-channel-preference.ts'
import type { ChannelId, UserId } from '../../../schema/ids.ts'
import type { ChannelPrefs } from '../../../schema/registers/account.ts'
import type { FOUNDED_KINDS } from '../../../schema/registers/meta.ts'
import { channelOf, type Channel } from '../../../schema/rules/channel.ts'
import type { CommandDeps } from '../../../sync-server/commands/deps.ts'
import { postMessage, type PostMessageCommand } from '../../../sync-server/commands/post-message.ts'
import type { StoredMessage } from '../../../sync-server/storage/stored-message.ts'
import { commandDeps } from '../../support/command-deps.ts'
import { coreHarness, type CoreHarness } from '../../support/core-harness.ts'
import { somePeople } from './some-people.ts'

export const ada = 1 as UserId
export const bo = 2 as UserId
export const cy = 3 as UserId
export const dee = 4 as UserId
export const GENERAL = 'general' as ChannelId

export interface Talk {
  readonly h: CoreHarness
  readonly deps: CommandDeps
  /** The first one owns it. */
  channel(people: readonly UserId[], kind?: (typeof FOUNDED_KINDS)[number]): Promise<Channel>
  say(by: UserId, channelId: ChannelId, text: string, more?: Partial<PostMessageCommand>): Promise<StoredMessage>
  prefer(userId: UserId, channelId: ChannelId, change: ChannelPrefs): Promise<void>
}

/** ada, bo, cy and dee; ada is the administrator. */
export async function aTalk(options: Parameters<typeof coreHarness>[0] = {}): Promise<Talk> {
  const h = coreHarness(options)
  const deps = commandDeps(h)
  await somePeople(deps, 'ada', 'bo', 'cy', 'dee')
  return {
    h,
    deps,
    async channel([owner = ada, ...members], kind = 'private') {
      const channelId = h.newId() as ChannelId
      const title = `channel-${channelId.slice(-8).toLowerCase()}`
      await deps.runInCommit((tx) =>
        tx.write({ userId: owner }, foundChannel(tx.world, owner, { channelId, kind, title, members })),
      )
      return channelOf(deps.world(), channelId) as Channel
    },
    say: (by, channelId, text, more = {}) => postMessage(deps, by, { channelId, text, ...more }),
    prefer: (userId, channelId, change) =>
      deps.runInCommit((tx) => tx.write({ userId }, setChannelPreference(tx.world, userId, { channelId, change }))),
  }
}
