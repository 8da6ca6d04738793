/** Whether a person is here, in words; what is not known now was known when the server was last in touch (docs/behaviour.md, UI202). Pure. */
import { formatMoment } from '../../app/format.ts'
import { t } from '../../app/text.ts'

export type PresenceState = 'active' | 'idle' | 'offline' | 'unknown'

/** @param asOf  when the server was last in touch; null while it is */
export function presenceWords(state: PresenceState, asOf: number | null, nowMs: number): string {
  if (state === 'unknown' && asOf !== null) return t('presence.lastKnown', { time: formatMoment(asOf, nowMs) })
  return t(`presence.${state}`)
}
