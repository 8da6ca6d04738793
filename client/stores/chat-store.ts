/** One open channel: what its header, its composer and its panels show, and what one may do in it, by the shared rules. */
import { accountDocument, channelDocument, DIRECTORY } from '../../schema/documents.ts'
import type { ChannelId, MessageId, UserId } from '../../schema/ids.ts'
import { projectChannel, type ChannelView } from '../../schema/projection/project-channel.ts'
import { projectMembers, type MemberView } from '../../schema/projection/project-members.ts'
import { projectPerson, type PersonView } from '../../schema/projection/project-person.ts'
import { projectPins, type PinView } from '../../schema/projection/project-pins.ts'
import type { ChannelPrefs } from '../../schema/registers/account.ts'
import type { DirectoryChannel } from '../../schema/registers/directory.ts'
import type { MemberValue } from '../../schema/registers/members.ts'
import { channelOf, hasBlocked, membersOf, RANK } from '../../schema/rules/channel.ts'
import { isMutedNow } from '../../schema/rules/is-muted-now.ts'
import type { Presence } from '../../schema/protocol/downstream.ts'
import type { Device, Marks } from '../sync/device.ts'
import type { MembershipEnds } from './membership-ends.ts'
import type { ChatRights } from './message-view.ts'
import type { MuteEnds } from './mute-ends.ts'
import { presenceOf } from './presence-store.ts'
import { DerivedStore, type Unsubscribe } from './store.ts'
import { takenNames, wantedNames, withWantedName } from './wanted-names.ts'

/** Why nothing can be written here. */
export type ReadOnlyReason =
  /** Another removed me; by whom and when are null where the device does not know. */
  | { readonly kind: 'removed'; readonly by: PersonView | null; readonly at: number | null }
  | { readonly kind: 'left' }
  /** For everyone, by an owner. */
  | { readonly kind: 'deleted' }
  | { readonly kind: 'not-member' }
  | { readonly kind: 'admins-only' }
  /** The other person's account is deleted. */
  | { readonly kind: 'gone' }
  /** By the one who looks: a block is seen by who set it alone. */
  | { readonly kind: 'blocked' }
  | { readonly kind: 'unknown' }

export interface ChatView {
  /** `loading`: being read from the disk; `absent`: not on this device. */
  readonly state: 'loading' | 'ready' | 'absent'
  /** False where nothing of the chat is on this device: it is awaited (`loading`), or does not come (`absent`). */
  readonly isHere: boolean
  readonly channel: ChannelView
  readonly rights: ChatRights
  readonly readOnly: ReadOnlyReason | null
  readonly memberCount: number
  /** The other one of a direct message. */
  readonly other: PersonView | null
  readonly presence: Presence | 'unknown'
  readonly typing: readonly PersonView[]
  readonly marks: Marks
  readonly prefs: ChannelPrefs
  readonly isMuted: boolean
  readonly pins: readonly PinView[]
  readonly pinned: ReadonlySet<MessageId>
  /** A name that was refused as another's: to be mended here. null = none. */
  readonly takenTitle: string | null
  readonly takenHandle: string | null
}

export class ChatStore extends DerivedStore<ChatView> {
  #stopMute: Unsubscribe | undefined

  constructor(
    private readonly device: Device,
    readonly channelId: ChannelId,
    private readonly ends: Pick<MembershipEnds, 'at' | 'by' | 'subscribe'>,
    private readonly mutes: MuteEnds,
  ) {
    super()
  }

  /** Owners first, then by joining. Computed when asked: only a panel shows all. */
  members(): readonly MemberView[] {
    return projectMembers(this.device.world(), this.channelId)
  }

  /** Whether what is shown of this member waits to be sent. */
  isMemberWaiting(userId: UserId): boolean {
    return this.device.view(channelDocument(this.channelId)).isPending('members', String(userId))
  }

  presence(userId: UserId): Presence | 'unknown' {
    return presenceOf(this.device, userId)
  }

  protected override listen(changed: () => void): Unsubscribe[] {
    const { device, channelId } = this
    const own = (keys: 'all' | readonly (readonly [string, string])[]) => {
      if (keys === 'all' || keys.some(([root, key]) => key === channelId || root === 'blocks')) changed()
    }
    return [
      this.#open(),
      device.view(channelDocument(channelId)).subscribe(changed),
      device.view(accountDocument(device.userId)).subscribe(own),
      device.view(DIRECTORY).subscribe(changed),
      device.onPeers(changed),
      device.onStatus(changed),
      device.onOutbox(() => this.#isTakenAnew() && changed()),
      this.ends.subscribe(changed),
      () => this.#stopMute?.(),
    ]
  }

  /** What anyone may join is asked for by who looks at it. */
  #open(): Unsubscribe {
    const listed = this.device.view(DIRECTORY).get('channels', this.channelId) as DirectoryChannel | undefined
    const isIn = this.device.view(accountDocument(this.device.userId)).get('memberships', this.channelId) !== undefined
    return listed && listed.kind !== 'public' && !isIn ? this.device.openRoot(this.channelId) : () => undefined
  }

  #taken(): Pick<ChatView, 'takenTitle' | 'takenHandle'> {
    const taken = (key: 'title' | 'handle') => takenNames(this.device.outbox(), key).get(this.channelId) ?? null
    return { takenTitle: taken('title'), takenHandle: taken('handle') }
  }

  /** What is refused of a name, or let go of, is in no document. */
  #isTakenAnew(): boolean {
    const [{ takenTitle, takenHandle }, now] = [this.view, this.#taken()]
    return takenTitle !== now.takenTitle || takenHandle !== now.takenHandle
  }

  protected override compute(): ChatView {
    const { device, channelId } = this
    const world = device.world()
    const me = device.userId
    const projected = projectChannel(world, channelId, me)
    const known = channelOf(world, channelId)
    const root = device.view(channelDocument(channelId))
    const account = world.registers(accountDocument(me))
    const prefs = (account.get('channels', channelId) as ChannelPrefs | undefined) ?? {}
    const isMuted = isMutedNow(prefs, device.now())
    this.#stopMute?.()
    if (this.isWatched && isMuted && typeof prefs.muted === 'number')
      this.#stopMute = this.mutes.after(prefs.muted, () => this.changed())
    const other = projected.other === null ? null : projectPerson(world, projected.other)
    const isHere = root.state !== 'absent' || projected.isKnown
    // Of what is not here nobody can say that it has no name.
    const channel = isHere ? withWantedName(projected, wantedNames(device.outbox(), 'title')) : projected
    const rank = RANK[channel.role]
    const pins = projectPins(world, channelId)
    // Until both are read, nobody can tell what one may do here: nothing is said of it.
    const directory = device.view(DIRECTORY)
    const isListed = directory.get('channels', channelId) !== undefined
    const isComing = !channel.isKnown && this.#mayCome(channel.role !== 'none' || isListed)
    const own = device.view(accountDocument(me))
    const isLoading = [root.state, directory.state, own.state].some(
      (state) => state === 'loading' || (state === 'absent' && isComing),
    )
    const isBlocked = channel.other !== null && hasBlocked(world, me, channel.other)
    const canPost = channel.canPost && !isBlocked
    return {
      state: isLoading ? 'loading' : channel.isKnown || root.state === 'ready' ? 'ready' : 'absent',
      isHere,
      channel,
      rights: {
        canPost,
        canReact: rank >= RANK.member,
        canPin: channel.canPost,
        canDeleteOthers: world.settings.adminsDeleteMessages && rank >= RANK.admin,
      },
      readOnly: isBlocked ? { kind: 'blocked' } : canPost || isLoading ? null : this.#reason(channel, other),
      memberCount: known ? membersOf(world, known).length : 0,
      other,
      presence: channel.other === null ? 'unknown' : this.presence(channel.other),
      typing:
        device.status().sync.state === 'live' ? device.typing(channelId).map((id) => projectPerson(world, id)) : [],
      marks: device.marks(channelId),
      prefs,
      isMuted,
      pins,
      pinned: new Set(pins.map(({ id }) => id)),
      ...this.#taken(),
    }
  }

  /** @param isTold  whether the account or the directory tells of the chat: the server, once in touch, sends it */
  #mayCome(isTold: boolean): boolean {
    const { state } = this.device.status().sync
    return state === 'connecting' || state === 'syncing' || (state === 'live' && isTold)
  }

  /** Who is out hears no more of the root; what anyone may find, and nobody finds any more, is gone for everybody. */
  #isDeleted({ id, kind, role, createdAt }: ChannelView): boolean {
    if (this.device.world().registers(channelDocument(id)).get('meta', 'deletedAt') !== undefined) return true
    const directory = this.device.view(DIRECTORY)
    const isFindable = kind === 'public' || kind === 'group'
    const isListed = directory.get('channels', id) !== undefined
    return role === 'none' && isFindable && createdAt !== null && directory.state === 'ready' && !isListed
  }

  #reason(channel: ChannelView, other: PersonView | null): ReadOnlyReason {
    const world = this.device.world()
    if (other?.isDeleted) return { kind: 'gone' }
    if (this.#isDeleted(channel)) return { kind: 'deleted' }
    if (channel.role !== 'none') return channel.kind === 'broadcast' ? { kind: 'admins-only' } : { kind: 'unknown' }
    const own = world.registers(channelDocument(this.channelId)).get('members', String(this.device.userId))
    const written = own as MemberValue | undefined
    if (!written) return channel.isKnown ? { kind: 'not-member' } : { kind: 'unknown' }
    // Whoever founded the chat, or joined it, wrote the role that they had: that is not who ended it.
    const by = written.role === 'none' ? written.by : this.ends.by(this.channelId)
    if (by === this.device.userId) return { kind: 'left' }
    return { kind: 'removed', by: by ? projectPerson(world, by as UserId) : null, at: this.ends.at(this.channelId) }
  }
}
