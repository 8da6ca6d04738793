/** Starts the tools of this project as child processes, the same way on every platform. */
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** Where the project lies; every tool runs from here. */
export const projectRoot = fileURLToPath(new URL('../..', import.meta.url))

/**
 * Starts `node` with the arguments; its output goes to this terminal.
 *
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 */
export function startNode(args, options = {}) {
  const child = spawn(process.execPath, args, { cwd: projectRoot, stdio: 'inherit', ...options })
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
    // A Ctrl-C reaches the child from the terminal already; a second one would make it give up its orderly end.
    const passOn = () => (signal === 'SIGINT' && process.stdin.isTTY) || child.kill(signal)
    process.on(signal, passOn)
    child.once('exit', () => process.off(signal, passOn))
  }
  return child
}

/**
 * Runs `node` with the arguments to its end.
 *
 * @param {string[]} args
 * @returns {Promise<number>} the exit code; 1 when a signal ended it
 */
export function runNode(args) {
  return new Promise((resolve, reject) => {
    startNode(args)
      .once('error', reject)
      .once('exit', (code) => resolve(code ?? 1))
  })
}

/**
 * The file that a package's command stands in.
 *
 * @param {string} path inside node_modules: `vitest/vitest.mjs`
 */
export function toolPath(path) {
  return fileURLToPath(new URL(`../../node_modules/${path}`, import.meta.url))
}
