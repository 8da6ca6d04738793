/** Blocks a person, or ends it; nothing else is taken away (docs/behaviour.md, US10). */
import { setBlock as setBlockEdit } from '../../schema/edits/set-block.ts'
import type { UserId } from '../../schema/ids.ts'
import { hasBlocked } from '../../schema/rules/channel.ts'
import { findOtherPerson } from '../access/find-person.ts'
import type { CommandDeps } from './deps.ts'

export interface SetBlockInput {
  readonly userId: number
  readonly isBlocked: boolean
}

/** @throws CairnError not_found, invalid for oneself; a block can be ended whatever became of the person */
export async function setBlock(deps: CommandDeps, userId: UserId, input: SetBlockInput): Promise<void> {
  await deps.runInCommit((tx) => {
    const other = input.userId as UserId
    if (input.isBlocked || !hasBlocked(tx.world, userId, other)) findOtherPerson(tx.world, userId, other)
    tx.write({ userId }, setBlockEdit(tx.world, userId, { userId: other, isBlocked: input.isBlocked }))
  })
}
