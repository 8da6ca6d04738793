/** `npm run backup -- …`, `npm run restore -- …`, `npm run reproject`, `npm run export -- …`: builds what is out of date, then becomes that command. */
import { buildIfNeeded, runBuilt } from './lib/build-if-needed.mjs'

const [command = '', ...args] = process.argv.slice(2)

if (['backup', 'restore', 'reproject', 'export'].includes(command)) {
  await buildIfNeeded()
  await runBuilt(`${command}-cli`, args)
} else {
  console.error('usage: node scripts/run-server.mjs backup|restore|reproject|export [arguments]')
  process.exitCode = 2
}
