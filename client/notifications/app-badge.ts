/** The number on the app's icon (docs/behaviour.md, NF20, NF45): of a page while one is awake, else of the worker. */
import type { BadgeCount } from '../../schema/protocol/push.ts'
import type { WorkerMemory } from './show-plan.ts'

export interface BadgedShell {
  setAppBadge(count: number): Promise<void>
  clearAppBadge(): Promise<void>
}

export function setAppBadge(count: number, shell: Partial<BadgedShell>): void {
  const shown = count > 0 ? shell.setAppBadge?.(count) : shell.clearAppBadge?.()
  // Not installed, or not allowed: the page's title tells it.
  shown?.catch(() => undefined)
}

/** @returns null for a push that came late: a newer one told already */
export function noteBadge(memory: WorkerMemory, { at }: BadgeCount): WorkerMemory | null {
  return at < memory.badgeAtMs ? null : { ...memory, badgeAtMs: at }
}
