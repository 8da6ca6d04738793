/** The search index of a static export: pieces of some thousand messages, and what each may hold (docs/behaviour.md, EX21). */
import { join } from 'node:path'
import { fold } from '../../../schema/fold.ts'
import type { ChannelRecord } from '../channel-record.ts'
import type { MessageRecord } from '../message-record.ts'
import { PartWords } from './part-words.ts'
import { SEARCH_SCRIPT } from './search-script.ts'
import { TextFile, writeTextFile } from './text-file.ts'

const PIECE_MESSAGES = 2_000

export class SearchPieces {
  private readonly channels: { readonly id: string; readonly title: string }[] = []
  private readonly filters: string[] = []
  private piece: { readonly file: TextFile; readonly words: PartWords; messages: number } | null = null

  /** @param folder  of the whole export */
  constructor(private readonly folder: string) {}

  /** What is added from here on is of this channel. */
  begin({ id, title }: ChannelRecord): void {
    this.channels.push({ id, title })
  }

  add({ id, at, by, text, files }: MessageRecord, page: number): void {
    const words = [text ?? '', ...files.map(({ name }) => name)].join(' ').trim()
    if (words === '') return
    const piece = (this.piece ??= this.open())
    const row = [this.channels.length - 1, page, id, at, by.name, words]
    piece.file.write(`${piece.messages++ === 0 ? '' : ','}\n${JSON.stringify(row)}`)
    piece.words.add(fold(`${by.name} ${words}`))
    if (piece.messages === PIECE_MESSAGES) this.close()
  }

  end(): void {
    this.close()
    const index = JSON.stringify({ channels: this.channels, filters: this.filters })
    writeTextFile(join(this.folder, 'search/index.js'), `cairnSearch.index(${index})\n`)
    writeTextFile(join(this.folder, 'search/search.js'), SEARCH_SCRIPT)
  }

  private open(): NonNullable<SearchPieces['piece']> {
    const n = this.filters.length
    const file = new TextFile(join(this.folder, `search/${n}.js`))
    file.write(`cairnSearch.piece(${n},[`)
    return { file, words: new PartWords(), messages: 0 }
  }

  private close(): void {
    if (!this.piece) return
    this.piece.file.end('\n])\n')
    this.filters.push(this.piece.words.toBase64())
    this.piece = null
  }
}
