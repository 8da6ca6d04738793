/** What the viewer says of a picture or film that is not whole, or not here. */
import { formatPercent } from '../../app/format.ts'
import { t } from '../../app/text.ts'
import type { MediaView } from '../../stores/media-item.ts'

/** @returns null when there is nothing to say */
export function viewerNote(view: MediaView | undefined, isPicture: boolean, isOnline: boolean): string | null {
  switch (view?.state) {
    case 'absent':
      if (isOnline) return null
      return t(isPicture ? 'viewer.small' : 'settings.needsConnection')
    case 'failed':
      return t('media.failed')
    case 'gone':
      return t('media.gone')
    case 'fetching':
      return t('media.fetching', { percent: formatPercent(view.total > 0 ? view.done / view.total : 0) })
    default:
      return null
  }
}
