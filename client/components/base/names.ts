/** What a name gives a person on the screen: initials and one of ten tones. Pure. */

const TONES = 10

/** 1-10: the token `--n<tone>` in which this person's name is written. */
export function toneOf(userId: number): number {
  return (Math.abs(Math.trunc(userId)) % TONES) + 1
}

/** First letters of the first and last word; of one word, its first. */
export function initialsOf(name: string): string {
  const words = name
    .trim()
    .split(/[\s_.-]+/u)
    .filter(Boolean)
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words
  return ends
    .map((word) => firstLetter(word ?? ''))
    .join('')
    .toLocaleUpperCase()
}

function firstLetter(word: string): string {
  if (typeof Intl.Segmenter !== 'function') return [...word][0] ?? ''
  const first = new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(word)[Symbol.iterator]().next()
  return first.done ? '' : first.value.segment
}
