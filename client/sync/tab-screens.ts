/** What each tab of the device has on screen, as the sender knows it. The channel that was turned to last is the watched one. */
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
  const screens = new Map<string, TabScreen>()
  return {
    get size() {
      return screens.size - (screens.has('') ? 1 : 0)
    },
    put(tab, screen) {
      const before = screens.get(tab)
      // Turning to a channel, or being active in it, makes it the one that others see this person in.
      if (before?.channel !== screen.channel || screen.activity.active === 'active') screens.delete(tab)
      screens.set(tab, { docs: screen.docs, channel: screen.channel, activity: screen.activity })
    },
    remove: (tab) => void screens.delete(tab),
    documents: () => [...screens.values()].flatMap((screen) => screen.docs),
    watched: () => [...screens.values()].filter((screen) => screen.channel !== null).at(-1) ?? NOTHING,
  }
}
