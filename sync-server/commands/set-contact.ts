/** Puts a person among one's contacts, or takes them out (docs/behaviour.md, US10). */
import { setContact as setContactEdit } from '../../schema/edits/set-contact.ts'
import type { UserId } from '../../schema/ids.ts'
import { hasContact } from '../../schema/rules/channel.ts'
import { findOtherPerson } from '../access/find-person.ts'
import type { CommandDeps } from './deps.ts'

export interface SetContactInput {
  readonly userId: number
  readonly isContact: boolean
}

/** @throws CairnError not_found, invalid for oneself; whoever is a contact can be taken out whatever became of them */
export async function setContact(deps: CommandDeps, userId: UserId, input: SetContactInput): Promise<void> {
  await deps.runInCommit((tx) => {
    const other = input.userId as UserId
    if (input.isContact || !hasContact(tx.world, userId, other)) findOtherPerson(tx.world, userId, other)
    tx.write({ userId }, setContactEdit(tx.world, userId, { userId: other, isContact: input.isContact }))
  })
}
