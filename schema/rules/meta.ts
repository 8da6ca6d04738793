/** Rules of `meta` and of founding (docs/behaviour.md, FD1-FD6, MT1-MT6). Pure. */
import { DIRECTORY } from '../documents.ts'
import { ErrorCode } from '../errors.ts'
import { channelIdForm, isName, parseUserId, type ChannelId } from '../ids.ts'
import { MAX_FOUNDING_MEMBERS } from '../limits.ts'
import { FIXED_META, FOUNDED_KINDS, SERVER_META } from '../registers/meta.ts'
import type { DirectoryChannel } from '../registers/directory.ts'
import type { MemberValue } from '../registers/members.ts'
import type { Json } from '../json.ts'
import type { Actor, World } from '../views.ts'
import { isAdministrator, RANK, userExists, type Channel } from './channel.ts'
import { ALLOW, refuse, type Decision, type Entry } from './decision.ts'
import { judgeInvitation } from './members.ts'

/** MT1-MT6: a change of one property of a founded channel. */
export function judgeMeta(actor: Actor, entry: Entry, channel: Channel, world: World): Decision {
  if (channel.isFixed) return refuse(ErrorCode.Forbidden, 'MT1: this channel’s properties follow from its id')
  if ((SERVER_META as readonly string[]).includes(entry.key))
    return refuse(ErrorCode.Forbidden, 'MT2: the server writes it')
  // Everyone is in it, and nobody can leave: it is the workspace's.
  const isTheirs = entry.key === 'deletedAt' && channel.kind === 'public' && isAdministrator(world, actor.userId)
  if (isTheirs) return ALLOW
  if (RANK[channel.role(actor.userId)] < RANK.admin) return refuse(ErrorCode.Forbidden, 'MT3: owner or admin only')
  if ((FIXED_META as readonly string[]).includes(entry.key)) {
    return entry.key === 'createdBy' && entry.before !== entry.value
      ? refuse(ErrorCode.Conflict, 'FD2: founded by somebody else')
      : refuse(ErrorCode.Forbidden, 'MT4: fixed at founding')
  }
  if (entry.key === 'deletedAt')
    return channel.role(actor.userId) === 'owner'
      ? ALLOW
      : refuse(ErrorCode.Forbidden, 'MT6: only an owner deletes the channel')
  return judgeName(entry.key, entry.value, channel.id, channel.kind, world)
}

/** MT5: a public title is a name; titles of public channels and handles are unique whatever the case. */
function judgeName(key: string, value: Json | undefined, id: ChannelId, kind: string, world: World): Decision {
  if (key !== 'handle' && !(key === 'title' && kind === 'public')) return ALLOW
  const name = value as string
  if (key === 'handle' && name === '') return ALLOW
  if (!isName(name) || channelIdForm(name)?.form !== 'default') return refuse(ErrorCode.Invalid, 'MT5: not a name')
  for (const [other, channel] of world.registers(DIRECTORY).entries('channels')) {
    if (other === id) continue
    const { kind: otherKind, title, handle } = channel as unknown as DirectoryChannel
    const taken = key === 'handle' ? handle : otherKind === 'public' ? title : undefined
    if (taken?.toLowerCase() === name.toLowerCase()) return refuse(ErrorCode.Conflict, 'MT5: the name is taken')
  }
  return ALLOW
}

/**
 * FD1-FD6: one update into an empty root founds a channel: `kind`, `title`, `createdBy` = actor, `members` with the
 * actor as owner and up to 100 others.
 *
 * @returns a decision for each entry, in order
 */
export function judgeFounding(actor: Actor, id: ChannelId, entries: readonly Entry[], world: World): Decision[] {
  // The last write of a key is what will stand: asking the first would let a second one forge `createdBy`.
  const value = (root: string, key: string) => {
    for (let i = entries.length - 1; i >= 0; i--) {
      const entry = entries[i] as Entry
      if (entry.root === root && entry.key === key) return entry.value
    }
    return undefined
  }
  const kind = value('meta', 'kind') as string | undefined
  const own = value('members', String(actor.userId)) as MemberValue | undefined
  const problem = wholeProblem()
  return entries.map((entry) => problem ?? judgeFoundingEntry(entry))

  function wholeProblem(): Decision | null {
    if (channelIdForm(id)?.form !== 'founded')
      return refuse(ErrorCode.Forbidden, 'FD1: this channel is founded by the server')
    if (!(FOUNDED_KINDS as readonly string[]).includes(kind ?? ''))
      return refuse(ErrorCode.Invalid, 'FD3: no kind that people found')
    if (value('meta', 'createdBy') !== actor.userId) return refuse(ErrorCode.Forbidden, 'FD2: founded in another name')
    if (value('meta', 'title') === undefined) return refuse(ErrorCode.Invalid, 'FD3: no title')
    if (own?.role !== 'owner') return refuse(ErrorCode.Invalid, 'FD4: the founder is the owner')
    const people = new Set(entries.flatMap((e) => (e.root === 'members' ? [e.key] : [])))
    if (people.size > MAX_FOUNDING_MEMBERS) return refuse(ErrorCode.TooLarge, 'FD5: over 100 others at founding')
    return null
  }

  function judgeFoundingEntry(entry: Entry): Decision {
    if (entry.root === 'meta') {
      if ((SERVER_META as readonly string[]).includes(entry.key))
        return refuse(ErrorCode.Forbidden, 'MT2: the server writes it')
      if (entry.key === 'deletedAt') return refuse(ErrorCode.Invalid, 'MT6: nothing is founded as deleted')
      return judgeName(entry.key, entry.value, id, kind as string, world)
    }
    if (entry.root !== 'members') return refuse(ErrorCode.Invalid, 'FD6: only meta and members found a channel')
    const member = entry.value as MemberValue
    const target = parseUserId(entry.key)
    if (target === null || !userExists(world, target)) return refuse(ErrorCode.Invalid, 'MB12: no such account')
    if (member.by !== actor.userId) return refuse(ErrorCode.Forbidden, 'MB11: written in another name')
    if (target === actor.userId) return ALLOW
    if (kind === 'public') return refuse(ErrorCode.Invalid, 'FD4: in a public channel everyone is a member already')
    if (member.role === 'none') return refuse(ErrorCode.Invalid, 'FD4: nobody is founded away')
    return judgeInvitation(actor.userId, target, world)
  }
}
