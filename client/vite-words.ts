/**
 * In the built app the other languages have their sentences in the order of the English ones, without the names: those
 * would be a third of each file (UI.md, section 9).
 */
import { fileURLToPath } from 'node:url'
import { runnerImport, type Plugin } from 'vite'

type Words = Readonly<Record<string, string>>

const LANGUAGES = ['es', 'ar']
const fileOf = (language: string): string => fileURLToPath(new URL(`./messages/${language}.ts`, import.meta.url))

export function unnamedWords(): Plugin {
  return {
    name: 'cairn-unnamed-words',
    apply: 'build',
    async load(id) {
      const language = LANGUAGES.find((one) => id === fileOf(one))
      if (!language) return null
      const names = Object.keys(await wordsOf('en'))
      const words = await wordsOf(language)
      return `
        import { en } from './en.ts'
        const sentences = ${JSON.stringify(names.map((name) => words[name]))}
        export const ${language} = Object.fromEntries(Object.keys(en).map((name, at) => [name, sentences[at]]))
      `
    },
  }
}

async function wordsOf(language: string): Promise<Words> {
  const { module } = await runnerImport<Readonly<Record<string, Words>>>(fileOf(language))
  const words = module[language]
  if (!words) throw new Error(`client/messages/${language}.ts has no ${language}`)
  return words
}
