/** Builds dist/client (the web app) and dist/server (the server and its commands). */
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import * as esbuild from 'esbuild'
import * as vite from 'vite'
import { markBuilt } from './lib/build-if-needed.mjs'
import { compressFolder } from './lib/compress.mjs'
import { projectRoot } from './lib/run.mjs'

const largestChunkBytes = 60 * 1024
const dist = join(projectRoot, 'dist')
const startedAt = new Date()

// A test runner that builds has its own value here, and libraries would be built for development.
process.env.NODE_ENV = 'production'

// Each half is built beside its place and then moved into it: a failed build leaves the last good one, and two builds
// at once do not write into each other's files.
await replaceFolder(join(dist, 'client'), buildClient)
await replaceFolder(join(dist, 'server'), buildServer)
markBuilt(startedAt)

/** @param {string} folder */
async function buildClient(folder) {
  await vite.build({
    configFile: join(projectRoot, 'client/vite.config.ts'),
    logLevel: 'warn',
    build: { outDir: folder, emptyOutDir: true },
  })
  const sizes = await compressFolder(folder)
  for (const [name, bytes] of sizes) {
    if (name.endsWith('.js') && bytes > largestChunkBytes) {
      console.warn(`${name} is ${(bytes / 1024).toFixed(1)} kB gzip: no chunk should be over 60 kB`)
    }
  }
}

/** @param {string} folder */
async function buildServer(folder) {
  const entries = ['main', 'backup-cli', 'restore-cli', 'reproject-cli', 'export-cli'].map((name) =>
    join(projectRoot, `sync-server/${name}.ts`),
  )
  await esbuild.build({
    entryPoints: entries.filter((path, index) => index === 0 || existsSync(path)),
    outdir: folder,
    bundle: true,
    packages: 'external',
    format: 'esm',
    platform: 'node',
    target: 'node20',
    sourcemap: true,
    logLevel: 'warning',
  })
}

/**
 * @param {string} folder
 * @param {(staging: string) => Promise<void>} build
 */
async function replaceFolder(folder, build) {
  const staging = `${folder}.next-${process.pid}`
  const old = `${folder}.old-${process.pid}`
  mkdirSync(dist, { recursive: true })
  try {
    await build(staging)
    if (existsSync(folder)) renameSync(folder, old)
    renameSync(staging, folder)
  } finally {
    rmSync(staging, { recursive: true, force: true })
    rmSync(old, { recursive: true, force: true })
  }
}
