/**
 * What a person did and the browser could not keep, where nobody waited for it: told, and no error of the page. What they
 * turned turns back (docs/behaviour.md, OS26, UI182).
 */
import { CairnError, ErrorCode } from '../../schema/errors.ts'
import { turnBack } from '../components/base/kept.ts'

/** @param tell  says so to the person */
export function tellNotKept(tell: () => void, page: Pick<Window, 'addEventListener'> = window): void {
  const hear = (event: Event, reason: unknown): void => {
    if (!(reason instanceof CairnError) || reason.code !== ErrorCode.StorageFailed) return
    event.preventDefault()
    turnBack()
    tell()
  }
  page.addEventListener('unhandledrejection', (event) => hear(event, event.reason))
  page.addEventListener('error', (event) => hear(event, event.error))
}
