/**
 * What is built as emoji are (Unicode Technical Standard 51, section 1.4): a flag, a key, or a picture with its skin, tags and joiners.
 * The exact set of sequences (`\p{RGI_Emoji}`) takes the browser 70 ms to make ready, before the first message of a start.
 */
const PICTURE = String.raw`(?:\p{Emoji_Modifier_Base}\p{Emoji_Modifier}|(?!\p{RI})\p{Emoji_Presentation}|\p{Emoji}\uFE0F)`
const EMOJI = String.raw`(?:\p{RI}{2}|[0-9#*]\uFE0F\u20E3|${PICTURE}(?:[\u{E0020}-\u{E007E}]+\u{E007F})?(?:\u200D${PICTURE})*)`
const FEW_EMOJI = new RegExp(String.raw`^(?:${EMOJI}\s?){1,3}$`, 'u')

/** Up to three emoji and nothing else: they are shown large. */
export function isJumbo(text: string): boolean {
  return text.length <= 40 && FEW_EMOJI.test(text)
}
