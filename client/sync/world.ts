/** The device's views as the shared rules see them, so that the screen can ask at once what the server will decide. */
import { volumeDocument } from '../../schema/documents.ts'
import { DEFAULT_REACTIONS } from '../../schema/default-reactions.ts'
import type { MessageValue } from '../../schema/registers/messages.ts'
import type { Settings, World } from '../../schema/views.ts'
import type { Core } from './core.ts'

export function worldOf(core: Core): World {
  const { views, index } = core
  return {
    nowMs: core.clock.now(),
    settings: settingsOf(core),
    registers: (name) => views.view(name),
    ownsFile: (owner) => owner === core.userId,
    findMessage(channelId, messageId) {
      const place = index.find(channelId, messageId)
      const volume = place?.volume ?? core.newestVolume(channelId)
      const found = views.view(volumeDocument(channelId, volume)).get('messages', messageId)
      if (found === undefined) return null
      const { by, deletedAt } = found as unknown as MessageValue
      return { volume, by, seq: place?.seq ?? 0, deleted: deletedAt !== undefined }
    },
  }
}

/** Before the server told its own, the usual ones. */
function settingsOf(core: Core): Settings {
  const wire = core.shared.settings?.settings
  return {
    reactions: new Map(wire?.reactions ?? DEFAULT_REACTIONS),
    adminsDeleteMessages: wire?.adminsDeleteMessages ?? false,
    volumeMessages: wire?.volumeMessages ?? 1_024,
    defaultChannels: wire?.defaultChannels ?? ['general'],
  }
}
