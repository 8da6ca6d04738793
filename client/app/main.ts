/** Start: look and language, who was here last, the shell on the screen, then the device behind it. */
import { askDaily } from './ask-daily.ts'
import { LookStore } from './look.ts'
import { catchFailures } from './catch-failures.ts'
import { notices } from './notices.ts'
import { setLocale, t } from './text.ts'
import { whenIdle } from '../sync/when-idle.ts'
import { REMEMBERED, SessionStore } from '../stores/session-store.ts'
import { localBox } from '../stores/local-box.ts'
import type { CairnApp } from './cairn-app.ts'
import type { Stores } from '../stores/stores.ts'

/** A page that is opened behind others is not painted until somebody looks at it: it does not wait for that. */
const UNPAINTED_MS = 500

/** It never opened: said where it was opened. */
const noDevice = () => undefined

async function start(): Promise<void> {
  // The sign-in page hands everybody on to /index.html; the app's address is `/` (docs/behaviour.md, UI90).
  if (location.pathname !== '/') history.replaceState(history.state, '', `/${location.hash}`)
  const look = new LookStore()
  look.apply()
  catchFailures()
  let opened: { userId: number; stores: Promise<Stores> } | null = null
  // A link that the end of the session closed does not open by itself (docs/behaviour.md, UI137).
  const signedIn = (userId: number) => {
    if (opened?.userId === userId) void opened.stores.then(({ device }) => device.signedIn(), noDevice)
  }
  const session = new SessionStore((path, init) => fetch(path, init), localBox(), signedIn)
  const isKnown = session.view.state === 'signed-in'
  // Asked for at once, so that the files come beside those of the first paint and not one after the other.
  if (isKnown) void import('../components/chat/cairn-chat.ts')
  let app: CairnApp | null = null
  let painted = () => {}
  const isPainted = new Promise<void>((resolve) => (painted = resolve))

  let stopNotices = () => {}
  const follow = async (): Promise<void> => {
    const { view } = session
    const userId = view.state === 'signed-in' ? view.identity.userId : null
    if (opened && opened.userId !== userId) {
      const { stores } = opened
      opened = null
      if (app) app.stores = null
      stopNotices()
      // What never opened has nothing to stop.
      await stores.then(({ device }) => device.stop(), noDevice)
    }
    if (view.state !== 'signed-in' || opened) return
    const { identity } = view
    // Known before anything is waited for: a second call must not open a second device.
    const mine = (opened = {
      userId: identity.userId,
      stores: import('./open-device.ts').then(({ openDevice }) => openDevice(identity)),
    })
    try {
      const [stores] = await Promise.all([mine.stores, isPainted])
      if (opened !== mine || !app) return
      app.stores = stores
      whenIdle(async () => {
        const { tellTrays } = await import('../uploads/tell-trays.ts')
        if (opened === mine) tellTrays(stores)
      })
      whenIdle(async () => {
        const { accountStoreOf } = await import('../stores/account-store.ts')
        if (opened === mine) await accountStoreOf(stores).askIfUnknown()
      })
      void import('../notifications/start-notifications.ts').then(({ startNotifications }) => {
        if (opened === mine) stopNotices = startNotifications(stores)
      })
    } catch (error) {
      // No database (a private window, a full disk): said once, in words.
      console.error(error)
      notices.show({ id: 'storage', text: t('app.storageFailed'), durationMs: 0 })
    } finally {
      loadTheRest()
    }
  }
  // The disk answers while the first paint is made.
  void follow()
  // The words come before the first paint; all else after it.
  const [{ CairnApp }] = await Promise.all([import('./cairn-app.ts'), setLocale(look.locale)])
  // Nobody was here: the form is what comes first, and over a slow link alone.
  const form = isKnown ? null : import('../components/auth/cairn-auth.ts')
  app = new CairnApp()
  app.session = session
  app.look = look
  document.body.append(app)
  session.subscribe(() => void follow())
  addEventListener('storage', ({ key, newValue }) => {
    if (key === REMEMBERED && newValue === null) session.left()
  })
  await app.updateComplete
  document.querySelector('#opening')?.remove()
  requestAnimationFrame(() => painted())
  setTimeout(() => painted(), UNPAINTED_MS)
  void form?.then(() => import('../components/chat/cairn-chat.ts')).then(loadTheRest)
  askDaily(() => session.open())
  void import('./update.ts').then(({ keepUpdated }) => keepUpdated())
}

/** What nobody waits for yet: the chat that was read last comes first. */
function loadTheRest(): void {
  whenIdle(() => import('./later.ts'))
  whenIdle(() => import('../components/chat/cairn-thread.ts'))
}

void start()
