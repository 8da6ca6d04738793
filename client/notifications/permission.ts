/**
 * Whether this device may notify (docs/behaviour.md, NF18, NF19): asked by a button only. Once it may, the server is told
 * where to wake it, so that a message comes while no page is open.
 */
import { localBox, type TextBox } from '../stores/local-box.ts'
import { ValueStore } from '../stores/store.ts'

export type PermissionState =
  /** This browser cannot. */
  | 'unsupported'
  /** Not in a tab of this system: it has to be on the home screen first. */
  | 'needs-install'
  | 'ask'
  | 'granted'
  | 'denied'

/** What of the browser it takes; tests bring their own. */
export interface NotifyingBrowser {
  readonly permission: NotificationPermission | null
  readonly isIos: boolean
  readonly isInstalled: boolean
  request(): Promise<NotificationPermission>
  /** The worker's push subscription, made where there is none. @returns null where none can be had */
  subscribe(publicKey: string): Promise<PushSubscriptionJSON | null>
}

const NOT_NOW = 'cairn.notices-asked'
const ASK_AGAIN_MS = 30 * 24 * 60 * 60_000

export class PermissionStore extends ValueStore<PermissionState> {
  constructor(
    private readonly browser: NotifyingBrowser = thisBrowser(),
    private readonly box: TextBox = localBox(),
    private readonly fetch: (path: string, init?: RequestInit) => Promise<Response> = (path, init) =>
      globalThis.fetch(path, init),
    private readonly now: () => number = Date.now,
  ) {
    super(stateOf(browser))
  }

  /** Only by a press: browsers punish a question that nobody asked for. */
  async ask(): Promise<void> {
    await this.browser.request()
    this.look()
    await this.wakeMe()
  }

  /** It may have been changed in the browser's own settings. */
  look(): void {
    this.set(stateOf(this.browser))
  }

  notNow(): void {
    this.box.setItem(NOT_NOW, String(this.now()))
  }

  /** Whether the card may come: not for 30 days after "Not now". */
  get mayAsk(): boolean {
    const askedAt = Number(this.box.getItem(NOT_NOW) ?? 0)
    return this.view !== 'unsupported' && this.view !== 'granted' && this.now() - askedAt >= ASK_AGAIN_MS
  }

  /** Tells the server where this device can be woken. Without a connection, or a push service, it is tried at the next start. */
  async wakeMe(): Promise<void> {
    if (this.view !== 'granted') return
    try {
      const answer = await this.fetch('/session/push')
      if (!answer.ok) return
      const { publicKey } = (await answer.json()) as { publicKey: string }
      const subscription = await this.browser.subscribe(publicKey)
      if (!subscription) return
      const headers = { 'Content-Type': 'application/json' }
      const { endpoint, keys } = subscription
      await this.fetch('/session/push', { method: 'PUT', headers, body: JSON.stringify({ endpoint, keys }) })
    } catch {
      // No network, or a browser without a push service: pages tell while they are open.
    }
  }
}

function stateOf({ permission, isIos, isInstalled }: NotifyingBrowser): PermissionState {
  if (isIos && !isInstalled) return 'needs-install'
  if (permission === null) return 'unsupported'
  return permission === 'default' ? 'ask' : permission
}

function thisBrowser(): NotifyingBrowser {
  const isTouchMac = navigator.platform === 'MacIntel' && navigator.maxTouchPoints > 1
  return {
    get permission() {
      return 'Notification' in globalThis && 'serviceWorker' in navigator ? Notification.permission : null
    },
    isIos: /iPhone|iPad|iPod/.test(navigator.platform) || isTouchMac,
    get isInstalled() {
      return matchMedia('(display-mode: standalone)').matches
    },
    request: () => Notification.requestPermission(),
    async subscribe(publicKey) {
      const { pushManager } = (await navigator.serviceWorker.ready) as { pushManager?: PushManager }
      if (!pushManager) return null
      const known = await pushManager.getSubscription()
      // Another server's key, or one of a data folder that is no more: what it was made with wakes nobody.
      const isOurs = known && sameKey(known.options.applicationServerKey, publicKey)
      if (known && !isOurs) await known.unsubscribe()
      const options = { userVisibleOnly: true, applicationServerKey: publicKey }
      return (isOurs ? known : await pushManager.subscribe(options)).toJSON()
    },
  }
}

function sameKey(bytes: ArrayBuffer | null, base64url: string): boolean {
  if (!bytes) return false
  const text = btoa(String.fromCharCode(...new Uint8Array(bytes)))
  return text.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '') === base64url
}

let made: PermissionStore | null = null

/** Of this device: the same for all. */
export function permissionStore(): PermissionStore {
  return (made ??= new PermissionStore())
}

/** For fixtures and tests. */
export function usePermission(store: PermissionStore): void {
  made = store
}
