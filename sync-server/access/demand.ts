/** A rule's decision as a command's refusal. */
import { CairnError } from '../../schema/errors.ts'
import type { Decision } from '../../schema/rules/decision.ts'

/** @throws CairnError with the code and number of the rule that refuses */
export function demand(decision: Decision): void {
  if (!decision.allowed) throw new CairnError(decision.code, decision.reason)
}
