/** The register table: which roots each kind of document has, by name (DESIGN.md, section 2). */
import type { DocumentKind } from '../documents.ts'
import * as account from './account.ts'
import * as directory from './directory.ts'
import * as members from './members.ts'
import { messages } from './messages.ts'
import { meta } from './meta.ts'
import { reactions } from './reactions.ts'
import type { RegisterRoot } from './register.ts'
import { stamps } from './stamps.ts'

function table(...roots: RegisterRoot[]): ReadonlyMap<string, RegisterRoot> {
  return new Map(roots.map((root) => [root.root, root]))
}

export const REGISTERS: Record<DocumentKind, ReadonlyMap<string, RegisterRoot>> = {
  directory: table(directory.users, directory.profiles, directory.channels, directory.keys),
  account: table(
    account.memberships,
    account.read,
    account.drafts,
    account.channelSettings,
    account.hidden,
    account.contacts,
    account.blocks,
    account.prefs,
    account.profile,
  ),
  channel: table(meta, members.members, members.joined, members.pins, members.volumes),
  volume: table(messages, reactions, stamps),
}
