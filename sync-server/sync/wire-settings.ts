/** The settings that devices are told, and a short name of their content, so that they are sent only where they changed. */
import { createHash } from 'node:crypto'
import type { WireSettings } from '../../schema/protocol/downstream.ts'
import type { Settings } from '../../schema/views.ts'

export function wireSettings(settings: Settings): { readonly id: string; readonly value: WireSettings } {
  const { reactions, adminsDeleteMessages, volumeMessages, defaultChannels } = settings
  const value = { reactions: [...reactions], adminsDeleteMessages, volumeMessages, defaultChannels }
  const id = createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, 8)
  return { id, value }
}
