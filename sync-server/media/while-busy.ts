/** One upload of a file at a time: two that came at once would write the same place. */
import { CairnError, ErrorCode } from '../../schema/errors.ts'
import type { MediaDeps } from './deps.ts'

/** @throws conflict while another one is at it */
export async function whileBusy<T>({ busy }: MediaDeps, id: string, work: () => Promise<T>): Promise<T> {
  if (busy.has(id)) throw new CairnError(ErrorCode.Conflict, 'UP4: the file is on its way already')
  busy.add(id)
  try {
    return await work()
  } finally {
    busy.delete(id)
  }
}
