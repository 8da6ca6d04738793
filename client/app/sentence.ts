/**
 * An ICU message: as it stands in `client/messages`, or as the tree that the build makes of each that takes values
 * (`vite-messages.ts`). The built app has no parser of messages: it would be a third of what the worker weighs.
 */
import IntlMessageFormat from 'intl-messageformat'

export type Tree = ReturnType<IntlMessageFormat['getAst']>
export type Sentence = string | Tree

/** Whether there is nothing to fill in. */
export function isPlain(sentence: Sentence): sentence is string {
  return typeof sentence === 'string' && !sentence.includes('{')
}

/** @param locale  for `Intl` */
export function formatOf(sentence: Sentence, locale: string): IntlMessageFormat {
  return new IntlMessageFormat(sentence, locale)
}
