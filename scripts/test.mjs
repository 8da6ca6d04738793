/**
 * `npm test`: every test there is. `node scripts/test.mjs journeys`: one project; what follows the name goes to vitest,
 * so `npm test -- unit schema/ids` runs part of one.
 */
import { buildIfNeeded } from './lib/build-if-needed.mjs'
import { runNode, toolPath } from './lib/run.mjs'

const projects = ['unit', 'client', 'contract', 'convergence', 'journeys']
const args = process.argv.slice(2)
const chosen = projects.includes(args[0] ?? '') ? ['--project', ...args] : args

await buildIfNeeded()
process.exitCode = await runNode([toolPath('vitest/vitest.mjs'), 'run', ...chosen])
