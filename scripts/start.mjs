/** `npm start`: builds what is out of date, then becomes the server. */
import { buildIfNeeded, runBuilt } from './lib/build-if-needed.mjs'

await buildIfNeeded()
await runBuilt('main', process.argv.slice(2))
