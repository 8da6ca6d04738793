/**
 * `npm run test:looks`: each state of the screen in every look, which `npm test` has no time for. A part of each release.
 * `npm run test:looks -- FOLDER` leaves a picture of each in that folder. What follows goes to vitest: `-- FOLDER -t encrypted`.
 */
import { mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { buildIfNeeded } from './lib/build-if-needed.mjs'
import { runNode, toolPath } from './lib/run.mjs'

const args = process.argv.slice(2)
const folder = args[0]?.startsWith('-') ? undefined : args.shift()

process.env.CAIRN_EVERY_LOOK = '1'
if (folder !== undefined) {
  process.env.CAIRN_PICTURES = resolve(folder)
  mkdirSync(process.env.CAIRN_PICTURES, { recursive: true })
}

await buildIfNeeded()
process.exitCode = await runNode([
  ...[toolPath('vitest/vitest.mjs'), 'run', '--project', 'journeys'],
  ...['tests/journeys/fixtures-', ...args],
])
