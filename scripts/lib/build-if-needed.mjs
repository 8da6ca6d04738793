/** Decides whether dist/ still matches the sources, and builds it when it does not. */
import { existsSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { projectRoot, runNode } from './run.mjs'

const stampFile = join(projectRoot, 'dist/.built')
const sources = ['client', 'schema', 'sync-server', 'package-lock.json', 'tsconfig.base.json', 'scripts/build.mjs']

/** Builds the web app and the server unless dist/ is newer than every source. Throws when the build fails. */
export async function buildIfNeeded() {
  if (isBuilt()) return
  console.log('Building the web app and the server...')
  const code = await runNode([join(projectRoot, 'scripts/build.mjs')])
  if (code !== 0) throw new Error(`the build failed with code ${code}`)
}

/**
 * Notes that dist/ holds the sources as they were at `startedAt`: what was edited during the build is still newer.
 *
 * @param {Date} startedAt
 */
export function markBuilt(startedAt) {
  writeFileSync(stampFile, '')
  utimesSync(stampFile, startedAt, startedAt)
}

/**
 * Runs a bundle of dist/server in this process, so that signals and the exit code are its own.
 *
 * @param {string} name `main`, `backup-cli`
 * @param {string[]} args what it finds in process.argv from index 2
 */
export async function runBuilt(name, args) {
  const file = join(projectRoot, 'dist/server', `${name}.js`)
  process.setSourceMapsEnabled(true)
  process.argv = [process.execPath, file, ...args]
  await import(pathToFileURL(file).href)
}

function isBuilt() {
  if (!existsSync(stampFile)) return false
  const builtAtMs = statSync(stampFile).mtimeMs
  return sources.every((source) => newestMs(join(projectRoot, source)) <= builtAtMs)
}

/**
 * The latest change to a file, or to anything in a folder: a folder's own time tells of files removed from it.
 *
 * @param {string} path
 * @returns {number} milliseconds since 1970; 0 when there is nothing
 */
function newestMs(path) {
  if (!existsSync(path)) return 0
  const { mtimeMs } = statSync(path)
  const children = statSync(path).isDirectory() ? readdirSync(path) : []
  return Math.max(mtimeMs, ...children.map((name) => newestMs(join(path, name))))
}
