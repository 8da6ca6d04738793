/** The sender's side of the other tabs (docs/behaviour.md, TB1-TB6): what they show, what they are told, and what they ask for. */
import * as Y from 'yjs'
import { sameJson } from '../../schema/json.ts'
import type { Core } from './core.ts'
import type { Serial } from './serial.ts'
import { createTabScreens, type TabScreen } from './tab-screens.ts'
import type { TabMessage } from './tabs.ts'

export interface OtherTabsDeps {
  readonly serial: Serial
  /** What this tab shows. */
  screen(): Omit<TabScreen, 'docs'>
  /** Some tab shows something else: this is the channel that its person is in now. */
  shown(watched: TabScreen): void
  flush(): void
  tryNow(): void
  signedIn(): void
}

export interface OtherTabs {
  /** Documents that the tabs show. */
  readonly documents: () => string[]
  readonly received: (message: TabMessage) => void
  /** This tab shows something else. */
  readonly screenChanged: () => void
  /** Tells the other tabs, if there are any. */
  readonly post: (message: TabMessage) => void
  /** Replaces parts of what all tabs share, where they are new. */
  readonly share: (changes: Parameters<Core['share']>[0]) => void
}

export function createOtherTabs(core: Core, deps: OtherTabsDeps): OtherTabs {
  const { replicas, tabs } = core
  const screens = createTabScreens()

  function post(message: TabMessage): void {
    if (screens.size > 0) tabs.post(message)
  }

  function received(message: TabMessage): void {
    if (message.t === 'tab') {
      screens.put(message.tab, message)
      tabs.post({ t: 'shared', shared: core.shared })
      screenChanged()
    } else if (message.t === 'bye') {
      screens.remove(message.tab)
      screenChanged()
    } else if (message.t === 'state') deps.serial.run('state', () => answerState(message))
    else if (message.t === 'flush') deps.flush()
    else if (message.t === 'try-now') deps.tryNow()
    else if (message.t === 'signed-in') deps.signedIn()
  }

  async function answerState({ doc, generation, vector }: Extract<TabMessage, { t: 'state' }>): Promise<void> {
    await replicas.use(doc, (held) => {
      if (held?.generation !== generation) return
      tabs.post({ t: 'update', doc, generation, update: Y.encodeStateAsUpdate(held.replica.doc, vector) })
    })
  }

  function screenChanged(): void {
    screens.put('', { docs: [], ...deps.screen() })
    deps.shown(screens.watched())
  }

  return {
    documents: () => screens.documents(),
    received,
    screenChanged,
    post,
    share(changes) {
      const now = core.shared as unknown as Record<string, unknown>
      const isNew = Object.entries(changes).some(([name, value]) => !sameJson(now[name], value))
      if (!isNew) return
      core.share(changes)
      post({ t: 'shared', shared: core.shared })
    },
  }
}
