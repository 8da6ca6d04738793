/** What a link in a message calls the chat that it leads to (docs/behaviour.md, UI242): never by its id. */
import type { ChannelId } from '../../../schema/ids.ts'
import { projectChannel } from '../../../schema/projection/project-channel.ts'
import { projectMembers } from '../../../schema/projection/project-members.ts'
import { formatList } from '../../app/format.ts'
import { t } from '../../app/text.ts'
import type { Stores } from '../../stores/stores.ts'
import { wantedNames, withWantedName } from '../../stores/wanted-names.ts'
import { titleOf } from '../shell/chat-row-label.ts'

/** More people than these are counted. */
const MOST_NAMES = 3

/** @returns null: a chat that one may not read */
export function placeTitle({ device }: Pick<Stores, 'device'>, channelId: ChannelId): string | null {
  const world = device.world()
  const channel = withWantedName(projectChannel(world, channelId, device.userId), wantedNames(device.outbox(), 'title'))
  if (channel.role === 'none') return null
  if (channel.title !== '') return titleOf(channel)
  const names = projectMembers(world, channelId).flatMap(({ userId, name }) => (userId === device.userId ? [] : [name]))
  if (names.length === 0) return t('talk.place.unknown')
  const more = names.length - MOST_NAMES
  return formatList([...names.slice(0, MOST_NAMES), ...(more > 0 ? [t('talk.place.more', { n: more })] : [])])
}
