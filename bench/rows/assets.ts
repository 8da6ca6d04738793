/** Row: what the built web app weighs beyond its first script, which `first-script` has (UI.md, section 9). */
import { assetFigures } from '../support/asset-figures.ts'
import type { Row } from '../support/row.ts'

export const assets: Row = {
  name: 'assets',
  run: async () => assetFigures(['allScripts', 'largestScript', 'styles', 'images', 'fonts']),
}
