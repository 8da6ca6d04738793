/** What is loaded before the first list says only words that are loaded before it. */
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { en } from '../../../client/messages/en.ts'
import { firstAr } from '../../../client/messages/first.ar.ts'
import { firstEn } from '../../../client/messages/first.en.ts'
import { firstEs } from '../../../client/messages/first.es.ts'

const client = fileURLToPath(new URL('../../../client/', import.meta.url))
const ENTRIES = ['app/main.ts', 'app/cairn-app.ts', 'app/open-device.ts', 'app/update.ts']
/** Imports that run: not those of types alone, nor those by a call. */
const IMPORT = /^import (?!type\b)(?:[^'";]*? from )?'(\.[^']+)'/gms

function filesFrom(entries: readonly string[]): Set<string> {
  const files = new Set<string>()
  const follow = (file: string): void => {
    if (files.has(file) || !existsSync(file)) return
    files.add(file)
    for (const [, path] of readFileSync(file, 'utf8').matchAll(IMPORT)) follow(join(dirname(file), path!))
  }
  for (const entry of entries) follow(join(client, entry))
  return files
}

function wordsIn(file: string): string[] {
  const source = readFileSync(file, 'utf8')
  const plain = [...source.matchAll(/\bt\(\s*'([^']+)'/g)].map(([, key]) => key!)
  const made = [...source.matchAll(/\bt\(\s*`([^`$]*)\$\{[^}]*\}([^`]*)`/g)].flatMap(([, before, after]) =>
    Object.keys(en).filter((key) => key.startsWith(before!) && key.endsWith(after!)),
  )
  return [...plain, ...made]
}

describe('[UI9] the words of the first list', () => {
  const files = [...filesFrom(ENTRIES)]

  it('are there with it', () => {
    const missing = files.flatMap((file) =>
      wordsIn(file)
        .filter((key) => !Object.hasOwn(firstEn, key))
        .map((key) => `${relative(client, file)}: ${key}`),
    )
    expect(missing).toEqual([])
  })

  it('come without those of what is loaded later', () => {
    const loaded = files.map((file) => relative(client, file)).filter((file) => file.startsWith('messages/'))
    expect(loaded).toEqual(['messages/first.en.ts'])
  })

  it('are the same in every language', () => {
    for (const words of [firstEs, firstAr]) expect(Object.keys(words).sort()).toEqual(Object.keys(firstEn).sort())
  })
})
