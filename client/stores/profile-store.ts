/** What one tells of oneself and to whom, and whom one has blocked: from the account document, so it can be read and changed offline. */
import { accountDocument, DIRECTORY } from '../../schema/documents.ts'
import type { UserId } from '../../schema/ids.ts'
import type { PersonView } from '../../schema/projection/project-person.ts'
import type { PrivacyValue } from '../../schema/registers/account.ts'
import type { Device } from '../sync/device.ts'
import { once } from './once.ts'
import { DerivedStore, type Unsubscribe } from './store.ts'
import type { Stores } from './stores.ts'

export interface ProfileView {
  readonly name: string
  readonly bio: string
  readonly status: string
  /** `#rrggbb`; '' = the one that the account's number gives. */
  readonly color: string
  readonly privacy: Required<PrivacyValue>
  readonly blocked: readonly PersonView[]
  readonly contacts: readonly PersonView[]
}

const OPEN: Required<PrivacyValue> = {
  avatar: 'everyone',
  lastSeen: 'everyone',
  groupInvites: 'everyone',
  allowPrivateMessages: true,
}

const SHOWN = new Set(['profile', 'blocks', 'contacts'])

export class ProfileStore extends DerivedStore<ProfileView> {
  constructor(
    private readonly device: Pick<Device, 'userId' | 'view'>,
    private readonly person: (userId: UserId) => PersonView,
  ) {
    super()
  }

  protected override listen(changed: () => void): Unsubscribe[] {
    const account = this.device.view(accountDocument(this.device.userId))
    return [
      account.subscribe((keys) => {
        if (keys === 'all' || keys.some(([root]) => SHOWN.has(root))) changed()
      }),
      this.device.view(DIRECTORY).subscribe(changed),
    ]
  }

  protected override compute(): ProfileView {
    const account = this.device.view(accountDocument(this.device.userId))
    const text = (key: string) => {
      const value = account.get('profile', key)
      return typeof value === 'string' ? value : ''
    }
    const people = (root: string) => {
      const { compare } = new Intl.Collator()
      const ids = [...account.entries(root)].map(([key]) => Number(key) as UserId)
      return ids.map(this.person).sort((a, b) => compare(a.name, b.name))
    }
    const privacy = account.get('profile', 'privacy') as PrivacyValue | undefined
    return {
      ...{ name: text('name'), bio: text('bio'), status: text('status'), color: text('color') },
      privacy: { ...OPEN, ...privacy },
      ...{ blocked: people('blocks'), contacts: people('contacts') },
    }
  }
}

const made = new WeakMap<Stores, ProfileStore>()

/** The same store every time. */
export function profileStoreOf(stores: Stores): ProfileStore {
  return once(made, stores, () => new ProfileStore(stores.device, (userId) => stores.directory.person(userId)))
}
