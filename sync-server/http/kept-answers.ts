/**
 * Answers that programs ask for again and again, kept as text while nothing at all that is stored changes (docs/behaviour.md,
 * HT4): most of what a poll costs is making the same text once more.
 */
import { JsonText } from './route.ts'

/** All texts together. */
const MAX_CHARS = 8_000_000
/** Addresses of files in an answer are signed for a while: an old answer must not outlast them. */
const MAX_AGE_MS = 30_000

interface Kept {
  readonly text: JsonText
  readonly untilMs: number
}

export class KeptAnswers {
  private kept = new Map<string, Kept>()
  private chars = 0
  private version = -1

  /** @param changes  stands still as long as everything stored does */
  constructor(
    private readonly changes: () => number,
    private readonly now: () => number,
    private readonly maxChars = MAX_CHARS,
  ) {}

  /** @param key  who asks, and for what */
  find(key: string): JsonText | null {
    if (this.version !== this.changes()) this.clear()
    const found = this.kept.get(key)
    return found && found.untilMs > this.now() ? found.text : null
  }

  /** Right after it was made: nothing was stored since. */
  keep(key: string, answer: unknown): JsonText {
    const text = new JsonText(JSON.stringify(answer))
    if (this.chars + text.text.length > this.maxChars) this.clear()
    this.chars += text.text.length
    this.kept.set(key, { text, untilMs: this.now() + MAX_AGE_MS })
    return text
  }

  private clear(): void {
    this.kept = new Map()
    this.chars = 0
    this.version = this.changes()
  }
}
