/** The icons by name: those of the first list from the start, all others with the parts that show them (`all-icons.ts`). */
import { FIRST_ICONS } from './first-icons.ts'
import type { MORE_ICONS } from './more-icons.ts'

export type IconName = keyof typeof FIRST_ICONS | keyof typeof MORE_ICONS
/** Of each icon the `d` of its paths. */
export type Icons = Partial<Record<IconName, readonly string[]>>

let icons: Icons = FIRST_ICONS

export function shapesOf(name: IconName): readonly string[] {
  return icons[name] ?? []
}

export function addIcons(more: Icons): void {
  icons = { ...icons, ...more }
}
