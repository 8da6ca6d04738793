/** English made 40 % longer with accents, for tests: what stays plain is not in the message files; what is cut has no room. */

const PLAIN = 'AEINOUYaceinosuy'
const ACCENTED = 'ÅÉÎÑÖÛÝåçéîñöšûý'

/** ICU arguments stay as they are; the texts of their plural branches change too. */
export function pseudo(message: string): string {
  let depth = 0
  let letters = 0
  let text = ''
  for (const sign of message) {
    if (sign === '{') depth++
    if (sign === '}') depth--
    // Every second level of braces is text: {n, plural, one {text} other {text}}.
    const isText = depth % 2 === 0 && sign !== '{' && sign !== '}'
    const at = isText ? PLAIN.indexOf(sign) : -1
    text += at < 0 ? sign : ACCENTED.charAt(at)
    if (isText) letters++
  }
  return `[${text}${'·'.repeat(Math.ceil(letters * 0.4))}]`
}
