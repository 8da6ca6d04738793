/** Writes brotli and gzip copies beside the text files of the web app: the server sends those as they are. */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { promisify } from 'node:util'
import zlib from 'node:zlib'

const brotli = promisify(zlib.brotliCompress)
const gzip = promisify(zlib.gzip)

const textTypes = new Set(['.css', '.html', '.js', '.json', '.map', '.svg', '.txt', '.webmanifest', '.xml'])
const smallestBytes = 1024

/**
 * @param {string} folder
 * @returns {Promise<Map<string, number>>} the gzip size in bytes of every file compressed, by its path in the folder
 */
export async function compressFolder(folder) {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  const sizes = await Promise.all(
    names.filter((name) => textTypes.has(extname(name))).map((name) => compressFile(folder, name)),
  )
  return new Map(sizes.flat())
}

/**
 * @param {string} folder
 * @param {string} name
 * @returns {Promise<[string, number][]>} nothing for a file too small to gain
 */
async function compressFile(folder, name) {
  const path = join(folder, name)
  const content = readFileSync(path)
  if (content.length <= smallestBytes) return []
  const [br, gz] = await Promise.all([brotli(content), gzip(content, { level: 9 })])
  writeFileSync(`${path}.br`, br)
  writeFileSync(`${path}.gz`, gz)
  return [[name, gz.length]]
}
