/** A file that is written from its beginning to its end, in parts, for its owner alone. */
import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'

const PART_CHARS = 64 * 1024

export class TextFile {
  private readonly file: number
  private waiting = ''

  /** @throws when it is there already */
  constructor(path: string) {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    this.file = openSync(path, 'wx', 0o600)
  }

  write(text: string): void {
    this.waiting += text
    if (this.waiting.length >= PART_CHARS) this.flush()
  }

  end(text = ''): void {
    this.waiting += text
    this.flush()
    closeSync(this.file)
  }

  private flush(): void {
    const bytes = Buffer.from(this.waiting)
    this.waiting = ''
    for (let at = 0; at < bytes.length;) at += writeSync(this.file, bytes, at)
  }
}

export function writeTextFile(path: string, text: string): void {
  new TextFile(path).end(text)
}
