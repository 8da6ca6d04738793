/** What one emoji is: a sequence that Unicode recommends for interchange (RGI, Unicode Technical Standard 51). */

// Built by the constructor: the `v` flag is younger than the compile target, not than the browsers we serve.
const ONE_EMOJI = new RegExp('^\\p{RGI_Emoji}$', 'v')

export function isOneEmoji(text: string): boolean {
  return ONE_EMOJI.test(text)
}
