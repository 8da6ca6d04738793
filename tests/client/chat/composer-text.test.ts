import type { Tokens } from 'marked'
import { describe, expect, it } from 'vitest'
import {
  format,
  isInOpenFence,
  newLine,
  replaceRange,
  type Format,
} from '../../../client/components/chat/composer-text.ts'
import { lexMarkdown } from '../../../client/components/chat/markdown-tokenizer.ts'

/** `[` and `]` mark the selection, `|` a caret. */
function select(marked: string) {
  const caret = marked.indexOf('|')
  if (caret >= 0) return { text: marked.replace('|', ''), start: caret, end: caret }
  const start = marked.indexOf('«')
  return { text: marked.replace(/[«»]/g, ''), start, end: marked.indexOf('»') - 1 }
}

function show({ text, start, end }: { text: string; start: number; end: number }) {
  if (start === end) return `${text.slice(0, start)}|${text.slice(start)}`
  return `${text.slice(0, start)}«${text.slice(start, end)}»${text.slice(end)}`
}

describe('formatting the selection', () => {
  it.each<[Format, string, string]>([
    ['bold', 'a «word» here', 'a **«word»** here'],
    ['bold', 'a **«word»** here', 'a «word» here'],
    ['bold', 'a «**word**» here', 'a «word» here'],
    ['bold', 'a« word »here', 'a **«word»** here'],
    ['bold', '|', '**|**'],
    ['italic', '«a»', '_«a»_'],
    ['strike', '«a»', '~~«a»~~'],
    ['code', '«a»', '`«a»`'],
    ['code', '``«a»``', '```«a»```'],
    ['fence', '«a»', '```\n«a»\n```'],
    ['fence', 'x |y', 'x \n```\n|\n```\ny'],
    ['link', '«Cairn»', '[Cairn](|)'],
    ['link', '«https://a.b»', '[|](https://a.b)'],
    ['link', '|', '[|]()'],
    ['quote', 'a|', '> a|'],
    ['quote', '> a|', 'a|'],
    ['bullets', '«a\nb»', '«- a\n- b»'],
    ['bullets', '«- a\n- b»', '«a\nb»'],
    ['numbers', '«a\nb»', '«1. a\n2. b»'],
  ])('%s: %j becomes %j', (kind, before, after) => {
    expect(show(format(select(before), kind))).toBe(after)
  })
})

describe('a new line', () => {
  it.each([
    ['a|', 'a\n|'],
    ['- a|', '- a\n- |'],
    ['- a\n- |', '- a\n|'],
    ['9. a|', '9. a\n10. |'],
    ['> a|', '> a\n> |'],
    ['```\n- a|', '```\n- a\n|'],
  ])('%j becomes %j', (before, after) => {
    expect(show(newLine(select(before)))).toBe(after)
  })
})

describe('an open code fence', () => {
  it.each(['```', '```ts\nlet a', 'x\n```\n', '~~~\n```', '```\na\n```\n```'])('%j is open', (text) => {
    expect(isInOpenFence(text, text.length)).toBe(true)
  })

  it.each(['', 'a ``` b', '```\na\n```', '```\na\n```\n'])('%j is not', (text) => {
    expect(isInOpenFence(text, text.length)).toBe(false)
  })

  it('only what is before the caret counts', () => {
    expect(isInOpenFence('a\n```\nb\n```', 1)).toBe(false)
    expect(isInOpenFence('```\nb\n```', 6)).toBe(true)
  })

  it('[KB50] is none where one line stands between backticks, wherever the caret is', () => {
    const text = '```valve 4``` is shut'
    for (const caret of [3, 7, 13, text.length]) expect(isInOpenFence(text, caret)).toBe(false)
  })

  it('[KB50] is what the message would have', () => {
    const lines = ['```', '```js', '```a```', '``` `', '````', '~~~', '~~~`', '  ```', 'a ``` b', '']
    const texts = lines.flatMap((a) => lines.flatMap((b) => lines.map((c) => [a, b, c].join('\n'))))
    const next = 'typed next'
    // What follows a fence that is open is code.
    const asShown = texts.filter((text) => {
      const last = lexMarkdown(`${text}\n${next}`).at(-1)
      return last?.type === 'code' && (last as Tokens.Code).text.endsWith(next)
    })
    expect(texts.filter((text) => isInOpenFence(text, text.length))).toEqual(asShown)
  })
})

it('what is chosen replaces the word, and the caret stands behind it', () => {
  expect(show(replaceRange({ text: 'hi @an there' }, 3, 6, '@ana '))).toBe('hi @ana | there')
})
