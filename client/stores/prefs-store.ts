/** Settings that follow the person over their devices (`account` prefs). How this device looks is in client/app/look.ts. */
import { accountDocument } from '../../schema/documents.ts'
import { setPreference } from '../../schema/edits/set-preference.ts'
import type { Json } from '../../schema/json.ts'
import type { Device } from '../sync/device.ts'
import { DerivedStore, type Unsubscribe } from './store.ts'

export type PrefsView = Readonly<Record<string, Json>>

export class PrefsStore extends DerivedStore<PrefsView> {
  constructor(private readonly device: Pick<Device, 'userId' | 'view' | 'world' | 'write'>) {
    super()
  }

  set(name: string, value: boolean | number | string | null): Promise<void> {
    return this.device.write(setPreference(this.device.world(), this.device.userId, { name, value }))
  }

  protected override listen(changed: () => void): Unsubscribe[] {
    return [
      this.device.view(accountDocument(this.device.userId)).subscribe((keys) => {
        if (keys === 'all' || keys.some(([root]) => root === 'prefs')) changed()
      }),
    ]
  }

  protected override compute(): PrefsView {
    return Object.fromEntries(this.device.view(accountDocument(this.device.userId)).entries('prefs'))
  }
}
