/** People and findable channels of the workspace, by name. */
import { DIRECTORY, accountDocument } from '../../schema/documents.ts'
import { parseUserId, type ChannelId, type UserId } from '../../schema/ids.ts'
import { projectKey } from '../../schema/projection/project-key.ts'
import { projectPerson, type PersonView } from '../../schema/projection/project-person.ts'
import type { DirectoryChannel, DirectoryKey } from '../../schema/registers/directory.ts'
import type { Device } from '../sync/device.ts'
import { DerivedStore, type Unsubscribe } from './store.ts'

export interface FoundChannelView {
  readonly id: ChannelId
  readonly kind: DirectoryChannel['kind']
  readonly title: string
  readonly topic: string
  readonly handle: string
}

export interface DirectoryView {
  readonly me: PersonView
  /** Everyone with an account, by name; deleted ones left out. */
  readonly people: readonly PersonView[]
  readonly contacts: ReadonlySet<UserId>
  /** Every channel that anyone may find, by title. */
  readonly channels: readonly FoundChannelView[]
}

export class DirectoryStore extends DerivedStore<DirectoryView> {
  constructor(private readonly device: Pick<Device, 'userId' | 'view' | 'world'>) {
    super()
  }

  /** Anyone, also one whose account is deleted or not known here. */
  person(userId: number): PersonView {
    return projectPerson(this.device.world(), userId as UserId)
  }

  /** Of the person's public key; null = none. */
  key(userId: UserId): DirectoryKey | null {
    return projectKey(this.device.world(), userId)
  }

  protected override listen(changed: () => void): Unsubscribe[] {
    const account = this.device.view(accountDocument(this.device.userId))
    return [
      this.device.view(DIRECTORY).subscribe(changed),
      account.subscribe((keys) => {
        if (keys === 'all' || keys.some(([root]) => root === 'contacts')) changed()
      }),
    ]
  }

  protected override compute(): DirectoryView {
    const world = this.device.world()
    const { compare } = new Intl.Collator()
    const directory = world.registers(DIRECTORY)
    const people: PersonView[] = []
    for (const [key] of directory.entries('users')) {
      const userId = parseUserId(key)
      const person = userId === null ? null : projectPerson(world, userId)
      if (person && !person.isDeleted) people.push(person)
    }
    const channels = [...directory.entries('channels')].map(([id, value]): FoundChannelView => {
      const { kind, title, topic = '', handle = '' } = value as unknown as DirectoryChannel
      return { id: id as ChannelId, kind, title, topic, handle }
    })
    const contacts = [...world.registers(accountDocument(this.device.userId)).entries('contacts')]
    return {
      me: projectPerson(world, this.device.userId),
      people: people.sort((a, b) => compare(a.name, b.name)),
      contacts: new Set(contacts.map(([key]) => Number(key) as UserId)),
      channels: channels.sort((a, b) => compare(a.title, b.title)),
    }
  }
}
