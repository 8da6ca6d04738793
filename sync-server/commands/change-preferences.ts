/** Keeps settings of one's own, on all one's devices, all or nothing (docs/behaviour.md, CM13). */
import { setPreference, type SetPreferenceInput } from '../../schema/edits/set-preference.ts'
import type { UserId } from '../../schema/ids.ts'
import type { CommandDeps } from './deps.ts'

/** What is not named stays. */
export async function changePreferences(
  deps: CommandDeps,
  userId: UserId,
  preferences: Readonly<Record<string, SetPreferenceInput['value']>>,
): Promise<void> {
  await deps.runInCommit((tx) => {
    const writes = Object.entries(preferences).flatMap(([name, value]) =>
      setPreference(tx.world, userId, { name, value }),
    )
    if (writes.length > 0) tx.write({ userId }, writes)
  })
}
