/** `npm run types`: checks every folder against what it may see, two at a time. */
import { execFile } from 'node:child_process'
import { projectRoot, toolPath } from './lib/run.mjs'

const folders = ['schema', 'sync-server', 'client', 'client/service-worker', 'tests', 'bench', '.']
const waiting = [...folders]

await Promise.all([checkNext(), checkNext()])

/** @returns {Promise<void>} */
async function checkNext() {
  const folder = waiting.shift()
  if (folder === undefined) return
  const { failed, output } = await checkTypes(folder)
  if (failed) {
    console.error(`types: ${folder}\n${output}`)
    process.exitCode = 1
  }
  return checkNext()
}

/**
 * @param {string} folder
 * @returns {Promise<{ failed: boolean, output: string }>}
 */
function checkTypes(folder) {
  const record = `node_modules/.cache/tsc/${folder === '.' ? 'tools' : folder.replaceAll('/', '-')}.tsbuildinfo`
  const args = [toolPath('typescript/bin/tsc'), '-p', folder, '--incremental', '--tsBuildInfoFile', record]
  return new Promise((resolve) => {
    execFile(process.execPath, args, { cwd: projectRoot, maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) =>
      resolve({ failed: error !== null, output: stdout + stderr }),
    )
  })
}
