/** What a person did and the browser could not keep, where nobody waited for it: told, and no error of the page (docs/behaviour.md, OS26). */
import { CairnError, ErrorCode } from '../../schema/errors.ts'

/** @param tell  says so to the person */
export function tellNotKept(tell: () => void, page: Pick<Window, 'addEventListener'> = window): void {
  page.addEventListener('unhandledrejection', (event) => {
    const { reason } = event as { readonly reason: unknown }
    if (!(reason instanceof CairnError) || reason.code !== ErrorCode.StorageFailed) return
    event.preventDefault()
    tell()
  })
}
