/** The pages of one channel on disk: so many of its `seq` each, so that everybody knows on which one a message is. */
import { join } from 'node:path'
import { markup, type Html } from '../escape-html.ts'
import type { MessageRecord } from '../message-record.ts'
import { htmlMessages, type PagePlaces } from '../write-html.ts'
import type { MessagesHead, MessagesWriter } from '../writer.ts'
import type { CopiedFile, MediaCopies } from './media-copies.ts'
import { TextFile } from './text-file.ts'

export const PAGE_MESSAGES = 2_000

export function pageOf(seq: number): number {
  return Math.max(1, Math.ceil(seq / PAGE_MESSAGES))
}

export class ChannelPages {
  private page = 0
  private file: TextFile | null = null
  private writer: MessagesWriter | null = null
  private copied = new Map<string, CopiedFile>()

  /**
   * @param folder  of the channel
   * @param seqOf   of a message of this channel; null: unknown
   */
  constructor(
    private readonly folder: string,
    private readonly head: MessagesHead,
    private readonly media: MediaCopies,
    private readonly seqOf: (messageId: string) => number | null,
  ) {}

  /** In order of `seq`. */
  async add(record: MessageRecord): Promise<void> {
    this.turnTo(pageOf(record.seq))
    this.copied = new Map()
    for (const file of record.files) this.copied.set(file.id, await this.media.copy(file))
    this.file?.write((await this.writer?.record(record)) ?? '')
  }

  end(): void {
    this.turnTo(pageOf(this.head.channel.seq))
    this.close()
  }

  /** Pages on which nothing is left are there too: links lead to them. */
  private turnTo(page: number): void {
    while (this.page < page) {
      this.close()
      this.page++
      this.writer = htmlMessages(this.places())
      this.file = new TextFile(join(this.folder, `${this.page}.html`))
      this.file.write(this.writer.head(this.head))
    }
  }

  private close(): void {
    this.file?.end(this.writer?.tail(this.head))
    this.file = null
  }

  private places(): PagePlaces {
    const inMedia = (name: string | null | undefined) => (name ? `../../media/${name}` : null)
    return {
      nav: this.nav(),
      fileAt: ({ id }) => inMedia(this.copied.get(id)?.name) ?? '#',
      pictureOf: ({ id }) => inMedia(this.copied.get(id)?.picture),
      channelAt: () => '../../index.html',
      messageAt: (id) => {
        const page = pageOf(this.seqOf(id) ?? 0)
        return `${page === this.page ? '' : `${page}.html`}#m-${id}`
      },
    }
  }

  private nav(): Html {
    const [page, last] = [this.page, pageOf(this.head.channel.seq)]
    const before = page > 1 && markup`<a href="${page - 1}.html" rel="prev">Page ${page - 1}</a>`
    const after = page < last && markup`<a href="${page + 1}.html" rel="next">Page ${page + 1}</a>`
    const here = last > 1 && markup`<span>Page ${page} of ${last}</span>`
    return markup`<nav><a href="../../index.html">All channels</a>${before}${here}${after}</nav>\n`
  }
}
