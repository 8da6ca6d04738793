/** Every fixture that falls to a wide look (tests/support/look-at-fixtures.ts). */
import { lookAtFixtures } from '../support/look-at-fixtures.ts'

lookAtFixtures('wide')
