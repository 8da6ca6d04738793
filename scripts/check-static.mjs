/** `npm run check:static`: format, lint, folder borders and types. The lint takes as long as all else, so it runs beside it. */
import { execFile } from 'node:child_process'
import { projectRoot } from './lib/run.mjs'

/** npm itself, which runs this: the commands stand in package.json. */
const npm = process.env.npm_execpath
if (npm === undefined) throw new Error('npm run check:static')

await Promise.all([
  run('lint'),
  (async () => {
    for (const name of ['format', 'borders', 'types']) await run(name)
  })(),
])

/**
 * Says what it found when it has ended, so that two do not talk at once.
 *
 * @param {string} name  a script of package.json
 * @returns {Promise<void>}
 */
function run(name) {
  const args = [/** @type {string} */ (npm), 'run', '--silent', name]
  return new Promise((resolve) => {
    execFile(process.execPath, args, { cwd: projectRoot, maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => {
      console.log(`${name}: ${error === null ? 'ok' : 'failed'}`)
      if (error !== null) {
        console.error(stdout + stderr)
        process.exitCode = 1
      }
      resolve()
    })
  })
}
