/** `npm run bench -- …`: builds what is out of date, then runs bench/main.ts with the arguments. */
import { buildIfNeeded } from './lib/build-if-needed.mjs'
import { runNode } from './lib/run.mjs'

await buildIfNeeded()
process.exitCode = await runNode(['--expose-gc', '--import', 'tsx', 'bench/main.ts', ...process.argv.slice(2)])
