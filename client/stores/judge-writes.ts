/** What the rules that the server will ask say of writes now: a button that makes no sense is not offered. */
import { parseDocumentName } from '../../schema/documents.ts'
import { CairnError, ErrorCode } from '../../schema/errors.ts'
import type { RegisterWrite } from '../../schema/edits/register-write.ts'
import type { Decision, Entry } from '../../schema/rules/decision.ts'
import { judgeUpdate } from '../../schema/rules/judge.ts'
import type { Device } from '../sync/device.ts'

/** @param writes  of one document @returns the first refusal, or that all are allowed */
export function judgeWrites(device: Pick<Device, 'userId' | 'world'>, writes: readonly RegisterWrite[]): Decision {
  const [first] = writes
  if (!first) return { allowed: true }
  const document = parseDocumentName(first.doc)
  if (!document) throw new CairnError(ErrorCode.Invalid, `not a document: ${first.doc}`)
  const world = device.world()
  const registers = world.registers(first.doc)
  const entries = writes.map(({ root, key, value }): Entry => {
    return { root, key, before: registers.get(root, key), value: value ?? undefined, causal: true }
  })
  const verdicts = judgeUpdate({ userId: device.userId }, document, entries, world)
  return verdicts.find(({ decision }) => !decision.allowed)?.decision ?? { allowed: true }
}
