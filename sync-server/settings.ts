/** What an operator edits by hand: `$CAIRN_DATA/settings.json`, read at start and whenever it changes (AU30). */
import { existsSync, watch } from 'node:fs'
import { basename, join } from 'node:path'
import { LowSync } from 'lowdb'
import { JSONFileSync } from 'lowdb/node'
import { z } from 'zod'
import { DEFAULT_REACTIONS } from '../schema/default-reactions.ts'
import { CairnError, ErrorCode } from '../schema/errors.ts'
import { isDefaultChannelName } from '../schema/ids.ts'
import { isOneEmoji } from '../schema/rules/one-emoji.ts'
import type { Settings as SharedSettings } from '../schema/views.ts'
import { ConfigError } from './config.ts'
import type { Log } from './log.ts'

/** The settings that rules ask on both sides, and the server's own. */
export interface Settings extends SharedSettings {
  readonly signUp: 'open' | 'closed'
  /** Consecutive failed sign-ins after which an account is locked. */
  readonly maxLoginAttempts: number
  readonly lockoutDurationMinutes: number
  /** Whether who signed up with an e-mail has to confirm it before signing in. */
  readonly requireVerifiedEmail: boolean
}

const administered = {
  sign_up: z.enum(['open', 'closed']),
  admins_delete_messages: z.boolean(),
  max_login_attempts: z.int().min(1).max(1000),
  lockout_duration_minutes: z.number().positive().max(525_600),
  require_verified_email: z.boolean(),
}

const settingsFile = z
  .object({
    default_channels: z
      .array(z.string().refine(isDefaultChannelName, 'each must be 1-32 letters, digits, - or _, not dm-… or saved-…'))
      .min(1)
      .refine((names) => new Set(names.map((name) => name.toLowerCase())).size === names.length, 'each only once')
      .default(['general']),
    sign_up: administered.sign_up.default('open'),
    reactions: z
      .record(z.string().regex(/^[a-z0-9_+-]{1,64}$/), z.string().refine(isOneEmoji, 'must be one emoji'))
      .optional(),
    volume_messages: z.int().min(16).max(65_536).default(1024),
    admins_delete_messages: administered.admins_delete_messages.default(false),
    max_login_attempts: administered.max_login_attempts.default(5),
    lockout_duration_minutes: administered.lockout_duration_minutes.default(15),
    require_verified_email: administered.require_verified_email.default(false),
  })
  .loose()

/** What an administrator may change from the app; all else is the operator's, by hand. */
export const administeredSettings = z.object(administered).partial()
export type AdministeredSettings = z.output<typeof administeredSettings>

export interface SettingsStore {
  readonly current: () => Settings
  /** Writes these into the file, leaves all else in it, and reads it. @throws CairnError unavailable: the file is broken */
  change(settings: AdministeredSettings): void
  /** Reads the file again. A broken one changes nothing and is logged. */
  reload(): void
  onChange(listener: (settings: Settings) => void): void
  close(): void
}

/**
 * @param folder  $CAIRN_DATA; without a settings.json in it, one with the defaults is written for the operator to edit
 * @throws ConfigError when the file is broken at the start: defaults instead could open a sign-up that was closed
 */
export function openSettings(folder: string, log: Log): SettingsStore {
  const file = join(folder, 'settings.json')
  const low = new LowSync<unknown>(new JSONFileSync(file), {})
  if (!existsSync(file)) writeDefaults(low)
  const listeners = new Set<(settings: Settings) => void>()
  let settings = readSettings(low, file, log)

  const reload = () => {
    try {
      settings = readSettings(low, file, log)
      for (const listener of listeners) listener(settings)
    } catch (error) {
      log.error({ reason: (error as Error).message }, 'settings.json is broken; the last good settings stay')
    }
  }
  const change = (changed: AdministeredSettings) => {
    try {
      // What an operator is in the middle of writing is not overwritten.
      readSettings(low, file, log)
    } catch (cause) {
      throw new CairnError(ErrorCode.Unavailable, 'settings.json is broken: correct it by hand first.', { cause })
    }
    low.data = { ...(low.data as object), ...changed }
    low.write()
    reload()
  }
  const watcher = watchFile(folder, basename(file), reload)
  return {
    current: () => settings,
    reload,
    change,
    onChange: (listener) => void listeners.add(listener),
    close: () => watcher.close(),
  }
}

function readSettings(low: LowSync<unknown>, file: string, log: Log): Settings {
  low.data = {}
  try {
    low.read()
  } catch (cause) {
    throw new ConfigError(`${file} is not JSON: correct it.`, { cause })
  }
  const parsed = settingsFile.safeParse(low.data)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    throw new ConfigError(`${file}: "${issue?.path.join('.')}": ${issue?.message}.`)
  }
  const unknown = Object.keys(parsed.data).filter((key) => !(key in settingsFile.shape))
  if (unknown.length > 0) log.warn({ keys: unknown }, 'settings.json has keys that mean nothing here')
  const given = parsed.data
  return {
    defaultChannels: given.default_channels,
    signUp: given.sign_up,
    reactions: given.reactions ? new Map(Object.entries(given.reactions)) : DEFAULT_REACTIONS,
    volumeMessages: given.volume_messages,
    adminsDeleteMessages: given.admins_delete_messages,
    maxLoginAttempts: given.max_login_attempts,
    lockoutDurationMinutes: given.lockout_duration_minutes,
    requireVerifiedEmail: given.require_verified_email,
  }
}

/** Reactions stay out: a set that a later version extends should not be frozen in every workspace's file. */
function writeDefaults(low: LowSync<unknown>): void {
  low.data = settingsFile.parse({})
  low.write()
}

/** Watches the folder, since editors replace a file by renaming another; one save is several events, read once. */
function watchFile(folder: string, name: string, changed: () => void): { close(): void } {
  let settled: NodeJS.Timeout | undefined
  const watcher = watch(folder, { persistent: false }, (_event, file) => {
    if (file !== name) return
    clearTimeout(settled)
    settled = setTimeout(changed, 50).unref()
  })
  return {
    close: () => {
      clearTimeout(settled)
      watcher.close()
    },
  }
}
