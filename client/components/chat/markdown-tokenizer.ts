/**
 * The Markdown that people write in a chat: emphasis, code, quotes, lists, links. What a chat has no use for (HTML,
 * images, tables, headings, definitions, indented code) is no syntax here, so it stays the text that was typed.
 * Nesting is bounded: the parser recurses, and a message is written by anyone.
 */
import { Lexer, Tokenizer, type Token, type Tokens } from 'marked'

/** Deepest nesting of quotes, lists, emphasis and links together. */
export const MAX_DEPTH = 8
/** Emphasis is matched in quadratic time (measured: 10,000 characters of `__a_` take 210 ms): above this, no markup. */
const MAX_MARKS = 1_000
const MARKS = /[*_~`[\]]/g

/** Marked's tokens of a message. Never throws: what cannot be parsed is one text token. */
export function lexMarkdown(text: string): Token[] {
  if ((text.match(MARKS)?.length ?? 0) > MAX_MARKS) return [{ type: 'text', raw: text, text }]
  try {
    return new Lexer({ gfm: true, breaks: true, tokenizer: new ChatTokenizer() }).lex(text)
  } catch {
    return [{ type: 'text', raw: text, text }]
  }
}

class ChatTokenizer extends Tokenizer {
  #depth = 0

  override heading = none
  override lheading = none
  override hr = none
  override html = none
  override tag = none
  override table = none
  override def = none
  override reflink = none
  override code = none

  override blockquote(src: string): Tokens.Blockquote | undefined {
    return this.#nested(() => super.blockquote(src))
  }

  override list(src: string): Tokens.List | undefined {
    return this.#nested(() => super.list(src))
  }

  override emStrong(src: string, masked: string, before?: string): Tokens.Em | Tokens.Strong | undefined {
    return this.#nested(() => super.emStrong(src, masked, before))
  }

  override del(src: string, masked: string, before?: string): Tokens.Del | undefined {
    return this.#nested(() => super.del(src, masked, before))
  }

  override link(src: string): Tokens.Link | Tokens.Image | undefined {
    return src.startsWith('!') ? undefined : this.#nested(() => super.link(src))
  }

  #nested<T>(tokenize: () => T | undefined): T | undefined {
    if (this.#depth >= MAX_DEPTH) return undefined
    this.#depth++
    try {
      return tokenize()
    } finally {
      this.#depth--
    }
  }
}

function none(): undefined {
  return undefined
}
