/** The account and its devices as the server told them last: kept on this device, so that they can be read without a connection. */
import { localBox, type TextBox } from './local-box.ts'
import { AccountApi, ownAccount, signedInDevices, type AccountFault, type OwnAccount } from './account-api.ts'
import type { SignedInDevice } from './account-api.ts'
import { once } from './once.ts'
import { ValueStore } from './store.ts'
import type { Stores } from './stores.ts'

export interface AccountView {
  /** null until the server has told it once. */
  readonly account: OwnAccount | null
  /** This one first, then the last used. */
  readonly devices: readonly SignedInDevice[] | null
  /** When the server was asked last with an answer. */
  readonly asOfMs: number | null
  /** Why the last asking had no answer. */
  readonly fault: AccountFault | null
}

const UNKNOWN: AccountView = { account: null, devices: null, asOfMs: null, fault: null }

export class AccountStore extends ValueStore<AccountView> {
  #asking: Promise<void> | null = null

  constructor(
    private readonly userId: number,
    readonly api: AccountApi = new AccountApi(),
    private readonly box: TextBox = localBox(),
    private readonly now: () => number = Date.now,
  ) {
    super(recall(box, keyOf(userId)))
  }

  /** Asks the server; what is known stays when there is no answer. One question at a time. */
  refresh(): Promise<void> {
    this.#asking ??= this.#refresh().finally(() => (this.#asking = null))
    return this.#asking
  }

  /** After the first sign-in on a device: later it is known without a connection, wherever one went first. */
  async askIfUnknown(): Promise<void> {
    if (this.view.account === null) await this.refresh()
  }

  async #refresh(): Promise<void> {
    const [account, devices] = await Promise.all([this.api.me(), this.api.devices()])
    if (!account.ok) return this.set({ ...this.view, fault: account.fault })
    if (!devices.ok) return this.set({ ...this.view, fault: devices.fault })
    const view = { account: account.value, devices: inOrder(devices.value), asOfMs: this.now(), fault: null }
    this.box.setItem(keyOf(this.userId), JSON.stringify(view))
    this.set(view)
  }
}

const made = new WeakMap<Stores, AccountStore>()

/** The same store every time. */
export function accountStoreOf(stores: Stores): AccountStore {
  return once(made, stores, () => new AccountStore(stores.device.userId))
}

function inOrder(devices: readonly SignedInDevice[]): SignedInDevice[] {
  return [...devices].sort(
    (a, b) => Number(b.is_current) - Number(a.is_current) || b.last_seen_at.localeCompare(a.last_seen_at),
  )
}

function keyOf(userId: number): string {
  return `cairn.account.${userId}`
}

function recall(box: TextBox, key: string): AccountView {
  try {
    const { account, devices, asOfMs } = JSON.parse(box.getItem(key) ?? 'null') as Record<string, unknown>
    const [me, list] = [ownAccount.safeParse(account), signedInDevices.safeParse(devices)]
    if (!me.success || !list.success || typeof asOfMs !== 'number') return UNKNOWN
    return { account: me.data, devices: list.data, asOfMs, fault: null }
  } catch {
    return UNKNOWN
  }
}
