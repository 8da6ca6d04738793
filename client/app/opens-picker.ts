/** Whether a press opens what a field chooses from: a list, a month or a clock (docs/behaviour.md, KB51). */
import type { Keys } from './keyboard.ts'

const FIELDS = 'select, input:is([type=date], [type=time], [type=datetime-local], [type=month], [type=week], [list])'

/** @param field  what has the focus */
export function opensPicker(press: Keys, field: Pick<Element, 'matches'> | null): boolean {
  return press.altKey && /^Arrow(Up|Down)$/.test(press.key) && field?.matches(FIELDS) === true
}
