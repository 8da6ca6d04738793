/**
 * Asks about sign-ins that nobody has answered for (docs/behaviour.md, NF22): a toast on every other device of the person,
 * gone everywhere once one of them has answered.
 */
import { accountDocument } from '../../schema/documents.ts'
import { newDevices, type NewDevice } from '../../schema/new-device.ts'
import { formatBrief } from '../app/format.ts'
import { notices } from '../app/notices.ts'
import { t } from '../app/text.ts'
import { accountStoreOf, type AccountStore } from '../stores/account-store.ts'
import type { Stores } from '../stores/stores.ts'
import type { Device } from '../sync/device.ts'

/** @returns ends it */
export function watchNewDevices(stores: Stores, account: AccountStore = accountStoreOf(stores)): () => void {
  const { device } = stores
  const view = device.view(accountDocument(device.userId))
  const asked = new Set<string>()
  let isLooking = false

  const look = async (): Promise<void> => {
    for (const pref of asked) {
      if (view.get('prefs', pref) !== undefined) continue
      asked.delete(pref)
      notices.end(noticeOf(pref), 'elsewhere')
    }
    const fresh = () => unanswered(device).filter(({ pref }) => !asked.has(pref))
    // Which of them is this very device, only the server knows.
    if (fresh().length === 0 || isLooking || device.status().sync.state !== 'live') return
    isLooking = true
    await account.refresh()
    isLooking = false
    if (account.view.fault) return
    for (const one of fresh()) {
      const session = account.view.devices?.find(({ jti }) => jti.startsWith(one.session))
      // It ended meanwhile: there is nothing to ask.
      if (!session) void answerYes(stores, one)
      else if (!session.is_current) ask(stores, account, one, asked)
      else asked.add(one.pref)
    }
  }
  const stops = [
    view.subscribe((keys) => {
      if (keys === 'all' || keys.some(([root]) => root === 'prefs')) void look()
    }),
    device.onStatus(() => void look()),
  ]
  void look()
  return () => stops.forEach((stop) => stop())
}

/** Sign-ins of which nobody has said yet whether they were the person. */
export function unanswered(device: Pick<Device, 'userId' | 'view'>): readonly NewDevice[] {
  return newDevices(device.view(accountDocument(device.userId)))
}

export function answerYes(stores: Stores, { pref }: NewDevice): Promise<void> {
  return stores.prefs.set(pref, null)
}

function ask(stores: Stores, account: AccountStore, one: NewDevice, asked: Set<string>): void {
  asked.add(one.pref)
  const time = formatBrief(one.at, stores.device.now())
  notices.show({
    id: noticeOf(one.pref),
    text: t('devices.new', { name: one.name, time }),
    durationMs: 0,
    actions: [
      { id: 'yes', label: t('devices.yes') },
      { id: 'sign-out', label: t('devices.signItOut') },
    ],
    answered(answer) {
      if (answer === 'yes') void answerYes(stores, one)
      if (answer === 'sign-out') void signOut(stores, account, one, () => asked.delete(one.pref))
    },
  })
}

/** What could not be done now is asked again with the next look: the note stays. */
async function signOut(stores: Stores, account: AccountStore, one: NewDevice, again: () => void): Promise<void> {
  const session = account.view.devices?.find(({ jti }) => jti.startsWith(one.session))
  const answer = session && (await account.api.signOutDevice(session.jti))
  if (answer && !answer.ok) {
    again()
    return notices.show({ id: 'settings', text: t('settings.needsConnection') })
  }
  await answerYes(stores, one)
  await account.refresh()
  notices.show({ id: 'settings', text: t('devices.signedOut', { name: one.name }) })
}

function noticeOf(pref: string): string {
  return `new-${pref}`
}
