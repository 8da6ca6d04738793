/** Changes how one person keeps a channel: muted, pinned, archived, closed, cleared (docs/behaviour.md, ED12). Pure. */
import { accountDocument } from '../documents.ts'
import type { ChannelId, UserId } from '../ids.ts'
import { sameJson } from '../json.ts'
import type { ChannelPrefs } from '../registers/account.ts'
import type { World } from '../views.ts'
import { plain, type RegisterWrite } from './register-write.ts'

export interface SetChannelPreferenceInput {
  readonly channelId: ChannelId
  /** What changes; null or false takes a preference back. */
  readonly change: { readonly [Key in keyof ChannelPrefs]?: ChannelPrefs[Key] | null }
}

/** The other preferences stay; without any left the register goes. */
export function setChannelPreference(world: World, me: UserId, input: SetChannelPreferenceInput): RegisterWrite[] {
  const doc = accountDocument(me)
  const before = (world.registers(doc).get('channels', input.channelId) as ChannelPrefs | undefined) ?? {}
  const after: Record<string, unknown> = { ...before }
  for (const [key, value] of Object.entries(input.change)) {
    if (value === undefined) continue
    if (value === null || value === false) delete after[key]
    else after[key] = value
  }
  if (sameJson(before, after)) return []
  const value = Object.keys(after).length === 0 ? null : plain(after)
  return [{ doc, root: 'channels', key: input.channelId, value }]
}
