/**
 * What each tab of the device has on screen, as the sender knows it. The channel of the tab that has the focus is the watched
 * one; where none has it, the one that was turned to last (docs/behaviour.md, PR9).
 */
import type { ChannelId } from '../../schema/ids.ts'
import type { Activity } from './peers.ts'

export interface TabScreen {
  /** Volumes shown. */
  readonly docs: readonly string[]
  readonly channel: ChannelId | null
  readonly activity: Activity
}

const NOTHING: TabScreen = { docs: [], channel: null, activity: { typing: false, active: 'idle' } }

export interface TabScreens {
  /** How many other tabs there are. */
  readonly size: number
  /** @param tab '' is this one */
  put(tab: string, screen: TabScreen): void
  remove(tab: string): void
  documents(): string[]
  watched(): TabScreen
}

export function createTabScreens(): TabScreens {
  /** The last one counts. */
  let screens = new Map<string, TabScreen>()
  const isActive = ({ activity }: TabScreen) => activity.active === 'active'
  return {
    get size() {
      return screens.size - (screens.has('') ? 1 : 0)
    },
    put(tab, { docs, channel, activity }) {
      const screen = { docs, channel, activity }
      const before = screens.get(tab)
      const isBehind = !isActive(screen) && [...screens].some(([other, one]) => other !== tab && isActive(one))
      // Behind another tab it keeps its place, and a new one has the first.
      if (isBehind) return void (before ? screens.set(tab, screen) : (screens = new Map([[tab, screen], ...screens])))
      if (before?.channel !== channel || isActive(screen)) screens.delete(tab)
      screens.set(tab, screen)
    },
    remove: (tab) => void screens.delete(tab),
    documents: () => [...screens.values()].flatMap((screen) => screen.docs),
    watched: () => [...screens.values()].filter((screen) => screen.channel !== null).at(-1) ?? NOTHING,
  }
}
