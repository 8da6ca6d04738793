/**
 * The chats of one person, each read once and then taken from memory until something moved that it was made from: the
 * channel's root or messages, their own marks, the other's name or privacy, who is online (docs/behaviour.md, CH6).
 */
import { accountDocument, channelDocument, DIRECTORY } from '../../schema/documents.ts'
import type { ChannelId, UserId } from '../../schema/ids.ts'
import { listChannels } from '../../schema/projection/project-chats.ts'
import { soundWorld } from '../../schema/projection/sound-world.ts'
import { userExists } from '../../schema/rules/channel.ts'
import { mayKnow } from '../../schema/rules/privacy.ts'
import type { World } from '../../schema/views.ts'
import type { ChatFacts, ChatView, Counterpart } from './chat-view.ts'
import type { QueryDeps } from './deps.ts'
import type { KeptRegister, KeptRow, KeptViewer } from './kept-chats.ts'
import { memberIds, readChatFacts } from './read-chat-facts.ts'

export interface ChatReader {
  /** Every channel that the person is in. */
  channels(): readonly ChannelId[]
  /** null: nobody founded it, or it is deleted. */
  facts(channelId: ChannelId): ChatFacts | null
  /** With who is there now; the same object as long as it is the same. */
  view(channelId: ChannelId): ChatView | null
}

/** For one answer: what it reads is one moment's. Never inside a commit, where documents hold what is not stored yet. */
export function readChats(deps: QueryDeps, userId: UserId): ChatReader {
  const world = soundWorld(deps.world())
  const changes = deps.changes()
  const viewer = deps.keptChats.of(userId)
  noteHidden(deps, world, userId, viewer)
  let online: ReadonlySet<UserId> | null = null

  return {
    channels() {
      const [account, directory] = [deps.versionOf(accountDocument(userId)), deps.versionOf(DIRECTORY)]
      const before = viewer.channels
      if (before.account !== account || before.directory !== directory)
        viewer.channels = { account, directory, ids: listChannels(world, userId) }
      return viewer.channels.ids
    },
    facts: (channelId) => row(channelId).facts,
    view(channelId) {
      const kept = row(channelId)
      online ??= onlineFor(deps, world, userId, viewer, changes)
      return kept.facts && viewOf(deps, world, kept, kept.facts, online, changes)
    },
  }

  function row(channelId: ChannelId): KeptRow {
    const found = viewer.rows.get(channelId)
    if (found && (found.checkedAt === changes || holds(deps, world, found))) {
      found.checkedAt = changes
      return found
    }
    const made = makeRow(deps, world, userId, channelId, changes)
    deps.keptChats.put(viewer, channelId, made)
    return made
  }
}

function makeRow(deps: QueryDeps, world: World, userId: UserId, channelId: ChannelId, changes: number): KeptRow {
  const root = channelDocument(channelId)
  const own = accountDocument(userId)
  const facts = readChatFacts(deps, world, userId, channelId)
  const other = facts?.other?.userId
  const registers: [document: string, root: string, key: string][] = [
    [own, 'memberships', channelId],
    [own, 'read', channelId],
    [own, 'channels', channelId],
    [DIRECTORY, 'channels', channelId],
    [DIRECTORY, 'users', String(userId)],
  ]
  if (other !== undefined) {
    for (const at of ['users', 'profiles']) registers.push([DIRECTORY, at, String(other)])
    // Whether one may know that they are there, and see their picture.
    registers.push([accountDocument(other), 'profile', 'privacy'], [accountDocument(other), 'contacts', String(userId)])
  }
  const members = deps.keptChats.membersOf(channelId, deps.versionOf(root), () => memberIds(world, channelId))
  return {
    ...{ facts, members },
    versions: new Map(
      [root, `${root}/`, ...registers.map(([document]) => document)].map((name) => [name, deps.versionOf(name)]),
    ),
    registers: registers.map(([document, at, key]): KeptRegister => {
      return { document, root: at, key, value: world.registers(document).get(at, key) }
    }),
    checkedAt: changes,
    ...{ view: null, shownAt: -1, online: null },
  }
}

/** Of accounts and the directory, which change all the time, the registers it was made from are compared. */
function holds(deps: QueryDeps, world: World, { versions, registers }: KeptRow): boolean {
  for (const [name, version] of versions) {
    const now = deps.versionOf(name)
    if (now === version) continue
    const read = registers.filter(({ document }) => document === name)
    if (read.length === 0) return false
    const registersNow = world.registers(name)
    if (read.some(({ root, key, value }) => registersNow.get(root, key) !== value)) return false
    versions.set(name, now)
  }
  return true
}

/** What a person hides counts in whichever channel it is. */
function noteHidden(deps: QueryDeps, world: World, userId: UserId, viewer: KeptViewer): void {
  const own = accountDocument(userId)
  const version = deps.versionOf(own)
  if (viewer.account === version) return
  const hidden = [...world.registers(own).entries('hidden')].map(([messageId]) => messageId).join()
  if (viewer.account !== -1 && viewer.hidden !== hidden) deps.keptChats.clear(viewer)
  viewer.account = version
  viewer.hidden = hidden
}

/** Everyone online whom the person may know to be, oneself included; the same set as long as it holds the same. */
function onlineFor(
  deps: QueryDeps,
  world: World,
  userId: UserId,
  viewer: KeptViewer,
  changes: number,
): ReadonlySet<UserId> {
  const { version, people } = deps.online()
  const { onlineAt } = viewer
  // Whether somebody may be known to be there follows from documents.
  if (onlineAt && onlineAt.version === version && onlineAt.changes === changes) return viewer.online
  const online = [...people].filter((person) => userExists(world, person) && mayKnow(world, userId, person, 'lastSeen'))
  const isSame = online.length === viewer.online.size && online.every((person) => viewer.online.has(person))
  if (!isSame) viewer.online = new Set(online)
  viewer.onlineAt = { version, changes }
  return viewer.online
}

function viewOf(
  deps: QueryDeps,
  world: World,
  row: KeptRow,
  facts: ChatFacts,
  online: ReadonlySet<UserId>,
  changes: number,
): ChatView {
  const { view, members } = row
  const isThere = facts.other?.showsPresence === true && online.has(facts.other.userId)
  // Of a channel of some people nothing else is read than what the row was made from.
  const isSettled = row.shownAt === changes || (facts.other === null && members !== null)
  if (view && isSettled && row.online === online && !isThere) return view
  const counterpart = facts.other && {
    ...{ userId: facts.other.userId, name: facts.other.name, username: facts.other.username },
    avatar: facts.other.showsAvatar ? deps.people.avatar(facts.other.userId) : null,
    isOnline: isThere,
    lastSeenAt: isThere ? deps.now() : facts.other.showsPresence ? deps.people.lastSeenAt(facts.other.userId) : null,
  }
  const membersCount = members?.size ?? deps.keptChats.countPeople(deps.versionOf(DIRECTORY), () => countPeople(world))
  const onlineCount = row.online === online && view ? view.onlineCount : countIn(online, members)
  row.shownAt = changes
  row.online = online
  const isSame =
    view?.membersCount === membersCount &&
    view.onlineCount === onlineCount &&
    sameCounterpart(view.counterpart, counterpart)
  return isSame ? view : (row.view = { ...facts, membersCount, onlineCount, counterpart })
}

function sameCounterpart(a: Counterpart | null, b: Counterpart | null): boolean {
  return a?.avatar === b?.avatar && a?.isOnline === b?.isOnline && a?.lastSeenAt === b?.lastSeenAt
}

function countIn(online: ReadonlySet<UserId>, members: ReadonlySet<UserId> | null): number {
  if (members === null) return online.size
  const [few, many] = online.size < members.size ? [online, members] : [members, online]
  let count = 0
  for (const person of few) if (many.has(person)) count++
  return count
}

function countPeople(world: World): number {
  let count = 0
  for (const [key] of world.registers(DIRECTORY).entries('users')) if (userExists(world, Number(key) as UserId)) count++
  return count
}
