/** English made 40 % longer with accents, for tests: what stays plain is not in the message files; what is cut has no room. */
import {
  createLiteralElement,
  isLiteralElement,
  isPluralElement,
  isSelectElement,
} from '@formatjs/icu-messageformat-parser'
import { formatOf, isPlain, type Sentence, type Tree } from './sentence.ts'

const PLAIN = 'AEINOUYaceinosuy'
const ACCENTED = 'ÅÉÎÑÖÛÝåçéîñöšûý'

/** Arguments stay as they are; the texts of their branches change too. */
export function pseudo(sentence: Sentence): Tree {
  const tree = isPlain(sentence) ? [createLiteralElement(sentence)] : formatOf(sentence, 'en').getAst()
  const longer = '·'.repeat(Math.ceil(lettersIn(tree) * 0.4))
  return [createLiteralElement('['), ...accented(tree), createLiteralElement(`${longer}]`)]
}

function accented(tree: Tree): Tree {
  return tree.map((part) => {
    if (isLiteralElement(part)) return { ...part, value: [...part.value].map(accentedSign).join('') }
    if (!isPluralElement(part) && !isSelectElement(part)) return part
    const branches = Object.entries(part.options).map(
      ([name, { value }]) => [name, { value: accented(value) }] as const,
    )
    return { ...part, options: Object.fromEntries<{ value: Tree }>(branches) }
  })
}

function accentedSign(sign: string): string {
  return ACCENTED[PLAIN.indexOf(sign)] ?? sign
}

function lettersIn(tree: Tree): number {
  const counts = tree.map((part) => {
    if (isLiteralElement(part)) return part.value.length
    if (!isPluralElement(part) && !isSelectElement(part)) return 0
    return Object.values(part.options).reduce((sum, { value }) => sum + lettersIn(value), 0)
  })
  return counts.reduce((sum, count) => sum + count, 0)
}
