/** Finds emoji of a list by name. Pure. */
import { fold } from '../../../schema/fold.ts'
import { isOneEmoji } from '../../../schema/rules/one-emoji.ts'
import { rank } from './suggest.ts'

export interface EmojiView {
  readonly name: string
  readonly emoji: string
}

/** Other words for names of the default set, so that `ok` finds the tick. */
const WORDS: Readonly<Record<string, string>> = {
  thumbsup: 'yes good like agree up',
  thumbsdown: 'no bad dislike down',
  heart: 'love red',
  joy: 'laugh tears lol',
  tada: 'party celebrate hooray',
  white_check_mark: 'ok done yes tick check',
  x: 'no cross wrong',
  eyes: 'look seen watching',
  pray: 'thanks please',
  clap: 'applause bravo',
  hundred: '100 perfect',
  fire: 'hot flame',
  rocket: 'launch ship fast',
  warning: 'danger attention careful',
  hourglass: 'wait time',
  wave: 'hello hi bye hand',
  facepalm: 'oh no hand',
  shrug: 'dunno whatever',
  salute: 'aye yes sir respect',
  partying: 'party celebrate',
  bulb: 'idea light',
  truck: 'delivery car',
  wrench: 'fix repair tool',
  rain: 'weather cloud',
  snowflake: 'cold winter',
  coffee: 'break tea cup',
}

/** In the given order while nothing is typed, else the best match first. */
export function searchEmoji(all: readonly EmojiView[], query: string, limit = Infinity): readonly EmojiView[] {
  const wanted = fold(query.trim().replace(/^:|:$/g, '').replaceAll(' ', '_'))
  if (wanted === '') return all.slice(0, limit)
  // A name is searched for; a sign stands for itself.
  const own = /^[ -~]*$/.test(query) ? null : anyEmoji(query.trim(), all)
  if (own) return [own]
  const candidates = all.map((item) => {
    const words = Object.hasOwn(WORDS, item.name) ? WORDS[item.name]!.split(' ') : []
    return { item, names: [item.name, ...words] }
  })
  return rank(candidates, wanted, limit)
}

/** One of the set by its name or sign, or any other emoji that is written as itself; null = neither. */
export function anyEmoji(text: string, all: readonly EmojiView[]): EmojiView | null {
  const known = all.find(({ name, emoji }) => name === text || emoji === text)
  return known ?? (isOneEmoji(text) ? { name: text, emoji: text } : null)
}

export const MAX_RECENT = 6

/** The recently used ones with `name` first, each once. */
export function withRecent(recent: readonly string[], name: string): string[] {
  return [name, ...recent.filter((other) => other !== name)].slice(0, MAX_RECENT)
}
