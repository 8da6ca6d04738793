/**
 * Row: JavaScript to the first usable list, gzip: the entry of dist/client, what its start calls for before there is a
 * list (the app, the device behind it), and all that these import.
 */
import { assetFigures } from '../support/asset-figures.ts'
import type { Row } from '../support/row.ts'

export const firstScript: Row = {
  name: 'first-script',
  run: async () => assetFigures(['firstList', 'entry']),
}
