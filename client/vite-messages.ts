/**
 * In the built app a sentence that takes values is the tree of its ICU message, so that no parser is loaded, and the other
 * languages have their sentences in the order of the English ones, without the names: those would be a third of each file
 * (UI.md, section 9; decision 0013).
 */
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from '@formatjs/icu-messageformat-parser'
import type { Plugin as EsbuildPlugin } from 'esbuild'
import { runnerImport, type Plugin } from 'vite'

type Words = Readonly<Record<string, string>>

const folder = fileURLToPath(new URL('./messages/', import.meta.url))
/** What the first list and the worker say is in files of their own, with its names. */
const NAMED = /\b(first|worker)\.(en|es|ar)\.ts$/

/** What libraries import in place of the parser. */
export const NO_PARSER = {
  '@formatjs/icu-messageformat-parser': '@formatjs/icu-messageformat-parser/no-parser.js',
}

export function messageTrees(): Plugin {
  return {
    name: 'cairn-message-trees',
    apply: 'build',
    config: () => ({ resolve: { alias: NO_PARSER } }),
    load: async (id) => (id.startsWith(folder) ? await builtFile(basename(id)) : null),
  }
}

/** The same for the service worker. */
export function messageTreesOfWorker(): EsbuildPlugin {
  return {
    name: 'cairn-message-trees',
    setup(build) {
      build.onLoad({ filter: NAMED }, async ({ path }) => ({ contents: await named(basename(path)), loader: 'js' }))
    },
  }
}

async function builtFile(name: string): Promise<string | null> {
  if (NAMED.test(name)) return named(name)
  switch (name) {
    case 'en.ts':
      return `import { firstEn } from './first.en.ts'\nexport const en = { ...firstEn, ...${treesOf(await laterEnglish())} }`
    case 'es.ts':
    case 'ar.ts':
      return unnamed(name)
    default:
      return null
  }
}

async function named(name: string): Promise<string> {
  return `export const ${nameOf(name)} = ${treesOf(await wordsOf(name))}`
}

async function unnamed(name: string): Promise<string> {
  const words = await wordsOf(name)
  const english = { ...(await wordsOf('first.en.ts')), ...(await laterEnglish()) }
  const sentences = Object.keys(english).map((key) => builtSentence(words[key]!))
  return `
    import { en } from './en.ts'
    const sentences = ${JSON.stringify(sentences)}
    export const ${nameOf(name)} = Object.fromEntries(Object.keys(en).map((name, at) => [name, sentences[at]]))
  `
}

async function laterEnglish(): Promise<Words> {
  const first = await wordsOf('first.en.ts')
  return Object.fromEntries(Object.entries(await wordsOf('en.ts')).filter(([key]) => !(key in first)))
}

function treesOf(words: Words): string {
  return JSON.stringify(Object.fromEntries(Object.entries(words).map(([key, text]) => [key, builtSentence(text)])))
}

function builtSentence(message: string): unknown {
  return message.includes('{') ? parse(message) : message
}

/** `first.es.ts` exports `firstEs`. */
function nameOf(file: string): string {
  return file.replace('.ts', '').replace(/\.(\w)/, (_, letter: string) => letter.toUpperCase())
}

async function wordsOf(file: string): Promise<Words> {
  const { module } = await runnerImport<Readonly<Record<string, Words>>>(`${folder}${file}`)
  const words = module[nameOf(file)]
  if (!words) throw new Error(`client/messages/${file} has no ${nameOf(file)}`)
  return words
}
