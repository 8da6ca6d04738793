/** The three settings of a profile (seed 002), and under which names the account keeps them (docs/behaviour.md, CX8). */
import type { UserId } from '../../../schema/ids.ts'
import type { QueryDeps } from '../../queries/deps.ts'
import { readPreferences } from '../../queries/read-preferences.ts'
import { settings, type Settings } from './schemas/users.ts'

const NAMES = {
  notifications_enabled: 'notifications.enabled',
  sound_enabled: 'notifications.sound',
  theme: 'look.theme',
} as const satisfies Record<keyof Settings, string>

const DEFAULTS: Settings = { notifications_enabled: true, sound_enabled: true, theme: 'light' }

/** What some other program kept under these names and means nothing here counts as the default. */
export function readSettings(deps: QueryDeps, userId: UserId): Settings {
  const kept = readPreferences(deps, userId)
  const found: Record<string, unknown> = {}
  for (const [name, fallback] of Object.entries(DEFAULTS)) {
    const field = name as keyof Settings
    const parsed = settings.shape[field].safeParse(kept(NAMES[field]))
    found[field] = parsed.success ? parsed.data : fallback
  }
  return settings.parse(found)
}

/** As `changePreferences` takes them. */
export function keptAs(given: { readonly [K in keyof Settings]?: Settings[K] | undefined }): Record<
  string,
  boolean | string
> {
  const kept: Record<string, boolean | string> = {}
  for (const [field, name] of Object.entries(NAMES)) {
    const value = given[field as keyof Settings]
    if (value !== undefined) kept[name] = value
  }
  return kept
}
