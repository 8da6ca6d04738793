/** The message files as the build writes them: trees without a parser (client/vite-messages.ts). */
import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { build } from 'vite'
import { formatOf, isPlain, type Sentence } from '../../../client/app/sentence.ts'
import { ar } from '../../../client/messages/ar.ts'
import { en, type MessageKey } from '../../../client/messages/en.ts'
import { es } from '../../../client/messages/es.ts'
import { messageTrees } from '../../../client/vite-messages.ts'

const WRITTEN = { en, es, ar }
type Language = keyof typeof WRITTEN

let folder: string
let built: Readonly<Record<Language, Readonly<Record<MessageKey, Sentence>>>>

beforeAll(async () => {
  // Within the project: what is built imports libraries.
  folder = await mkdtemp(join(import.meta.dirname, '../../../node_modules/.messages-'))
  const entry = "export { en } from './en.ts'\nexport { es } from './es.ts'\nexport { ar } from './ar.ts'"
  const id = join(import.meta.dirname, '../../../client/messages/all.ts')
  await build({
    configFile: false,
    logLevel: 'error',
    plugins: [
      messageTrees(),
      { name: 'entry', resolveId: (from) => (from === id ? id : null), load: (from) => (from === id ? entry : null) },
    ],
    build: { outDir: folder, lib: { entry: id, formats: ['es'], fileName: 'all' } },
  })
  built = (await import(/* @vite-ignore */ pathToFileURL(join(folder, 'all.js')).href)) as typeof built
})

afterAll(() => rm(folder, { recursive: true, force: true }))

describe.each(Object.keys(WRITTEN) as Language[])('%s', (language) => {
  it('has every sentence under its name', () => {
    expect(Object.keys(built[language]).sort()).toEqual(Object.keys(en).sort())
  })

  it('needs no parser, and says what is written', () => {
    for (const [key, message] of Object.entries(WRITTEN[language])) {
      const sentence = built[language][key as MessageKey]
      if (isPlain(message)) expect(sentence, key).toBe(message)
      else expect(sentence, key).toEqual(formatOf(message, language).getAst())
    }
  })
})
