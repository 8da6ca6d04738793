/** `npm run check:static`: format, lint, folder borders and types. The lint takes as long as all else, so it runs beside it. */
import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { projectRoot, toolPath } from './lib/run.mjs'

const borders = ['schema', 'sync-server', 'client', 'tests', 'bench', '--config', '.dependency-cruiser.cjs']

await Promise.all([
  run('lint', [toolPath('eslint/bin/eslint.js'), '.']),
  (async () => {
    await run('format', [toolPath('prettier/bin/prettier.cjs'), '--check', '.'])
    await run('borders', [toolPath('dependency-cruiser/bin/dependency-cruise.mjs'), ...borders, '--output-type', 'err'])
    await run('types', [fileURLToPath(new URL('types.mjs', import.meta.url))])
  })(),
])

/**
 * Says what it found when it has ended, so that two do not talk at once.
 *
 * @param {string} name
 * @param {string[]} args
 * @returns {Promise<void>}
 */
function run(name, args) {
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
