/**
 * Code as coloured runs of text, by highlight.js with a dozen languages. Loaded when such code is on the screen. The library
 * hands over text and kinds, never HTML.
 */
import hljs from 'highlight.js/lib/core'
import bash from 'highlight.js/lib/languages/bash'
import c from 'highlight.js/lib/languages/c'
import diff from 'highlight.js/lib/languages/diff'
import go from 'highlight.js/lib/languages/go'
import java from 'highlight.js/lib/languages/java'
import javascript from 'highlight.js/lib/languages/javascript'
import json from 'highlight.js/lib/languages/json'
import python from 'highlight.js/lib/languages/python'
import rust from 'highlight.js/lib/languages/rust'
import sql from 'highlight.js/lib/languages/sql'
import typescript from 'highlight.js/lib/languages/typescript'
import xml from 'highlight.js/lib/languages/xml'
import yaml from 'highlight.js/lib/languages/yaml'

/** What a run of code is, as far as colours tell. */
export type CodeKind = 'keyword' | 'string' | 'number' | 'comment' | 'name' | 'added' | 'removed' | ''

export interface CodeRun {
  readonly text: string
  readonly kind: CodeKind
}

const LANGUAGES = {
  ...{ bash, c, diff, go, java, javascript, json, python, rust, sql, typescript, xml, yaml },
}
/** Longer code takes more time than colours are worth. */
const MAX_CHARS = 20_000

const KINDS: Readonly<Record<string, CodeKind>> = {
  ...{ keyword: 'keyword', built_in: 'keyword', literal: 'number', number: 'number', type: 'name' },
  ...{ string: 'string', regexp: 'string', char: 'string', subst: '', symbol: 'number' },
  ...{ comment: 'comment', doctag: 'comment', quote: 'comment', meta: 'comment' },
  ...{
    title: 'name',
    function: 'name',
    class: 'name',
    name: 'keyword',
    attr: 'name',
    attribute: 'name',
    property: 'name',
  },
  ...{
    tag: '',
    'selector-tag': 'keyword',
    'selector-class': 'name',
    'selector-id': 'name',
    section: 'name',
    bullet: 'keyword',
  },
  ...{ addition: 'added', deletion: 'removed', variable: 'name', 'template-variable': 'name' },
}

/** Collects runs in place of the library's HTML. */
class Runs {
  readonly runs: CodeRun[] = []
  #scopes: CodeKind[] = []

  addText(text: string): void {
    if (text !== '') this.runs.push({ text, kind: this.#scopes.at(-1) ?? '' })
  }

  openNode(name: string): void {
    const scope = name.split('.')[0] ?? ''
    this.#scopes.push(Object.hasOwn(KINDS, scope) ? KINDS[scope]! : (this.#scopes.at(-1) ?? ''))
  }

  closeNode(): void {
    this.#scopes.pop()
  }

  startScope(name: string): void {
    this.openNode(name)
  }

  endScope(): void {
    this.closeNode()
  }

  __addSublanguage(emitter: Runs): void {
    this.runs.push(...emitter.runs)
  }

  // Asked for by the library; nobody reads it.
  toHTML(): string {
    return ''
  }

  finalize(): void {}

  closeAllNodes(): void {}
}

for (const [name, language] of Object.entries(LANGUAGES)) hljs.registerLanguage(name, language)
hljs.configure({ __emitter: Runs })

/** @returns null: no such language, or too long */
export function highlightCode(text: string, lang: string): readonly CodeRun[] | null {
  if (text.length > MAX_CHARS || !hljs.getLanguage(lang)) return null
  const { _emitter } = hljs.highlight(text, { language: lang, ignoreIllegals: true })
  const runs = (_emitter as unknown as Runs).runs
  // Whatever the library makes of it: what is shown is what was written.
  return runs.map((run) => run.text).join('') === text ? runs : null
}
