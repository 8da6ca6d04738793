/** Writes what somebody may read as static files: index, pages, media, NDJSON, JSON, search (docs/behaviour.md, EX20, EX21). */
import { join } from 'node:path'
import type { Reading } from '../../access/exported-channel.ts'
import type { MessageIndex } from '../../storage/message-index.ts'
import type { ChannelRecord } from '../channel-record.ts'
import type { ExportDeps } from '../deps.ts'
import { markup } from '../escape-html.ts'
import { PAGE_TAIL, pageHead } from '../page.ts'
import { PAGE_STYLE_HASH } from '../page-style.ts'
import { planChannel } from '../plan-channel.ts'
import { planList } from '../plan-list.ts'
import { walkChannel } from '../walk-channel.ts'
import { headOfPlan, writeList } from '../write-channel.ts'
import { channelLine } from '../write-html.ts'
import { jsonList, jsonMessages } from '../write-json.ts'
import { ndjsonList, ndjsonMessages } from '../write-ndjson.ts'
import { ChannelPages, pageOf } from './channel-pages.ts'
import { MediaCopies, type MediaSource } from './media-copies.ts'
import { SearchPieces } from './search-pieces.ts'
import { TextFile, writeTextFile } from './text-file.ts'

export interface SiteDeps extends ExportDeps {
  readonly messages: MessageIndex
  readonly media: MediaSource
}

export interface WrittenSite {
  readonly channels: number
  readonly messages: number
  /** Files that messages name and that could not be read. */
  readonly missingFiles: number
}

const CHECKPOINT = 1_000
/** The index alone runs a script, from beside it. */
const INDEX_POLICY = `default-src 'none'; style-src ${PAGE_STYLE_HASH}; script-src 'self' file:; base-uri 'none'; form-action 'none'`

/** @param folder  empty, or not there yet; the index is written last: while it is not there, the export is not whole */
export async function writeSite(deps: SiteDeps, reading: Reading, folder: string): Promise<WrittenSite> {
  const media = new MediaCopies(deps.media, join(folder, 'media'))
  const search = new SearchPieces(folder)
  const list = planList(deps, reading, undefined)
  for (const [name, writer] of [['json', jsonList()] as const, ['ndjson', ndjsonList()] as const]) {
    const file = new TextFile(join(folder, `channels.${name}`))
    for (const part of writeList(list, writer)) file.write(part)
    file.end()
  }
  const channels: ChannelRecord[] = []
  let messages = 0
  for (const record of list.records()) {
    if (record.record !== 'channel') continue
    // Members are in the files that are written: here they would add up.
    channels.push({ ...record, members: null })
    messages += await writeChannelFiles(deps, reading, record, { folder, media, search })
  }
  search.end()
  writeTextFile(join(folder, 'index.html'), indexPage(channels))
  return { channels: channels.length, messages, missingFiles: media.missing }
}

interface Site {
  readonly folder: string
  readonly media: MediaCopies
  readonly search: SearchPieces
}

/** One walk for all files of the channel. @returns how many messages were told */
async function writeChannelFiles(
  deps: SiteDeps,
  reading: Reading,
  channel: ChannelRecord,
  { folder, media, search }: Site,
): Promise<number> {
  const plan = planChannel(deps, reading, channel.id, {})
  const head = headOfPlan(plan)
  const own = join(folder, 'channels', channel.id)
  const pages = new ChannelPages(own, head, media, (id) => deps.messages.find(channel.id, id)?.seq ?? null)
  const outputs = [
    { writer: jsonMessages(), file: new TextFile(join(own, 'messages.json')) },
    { writer: ndjsonMessages(), file: new TextFile(join(own, 'messages.ndjson')) },
  ]
  for (const { writer, file } of outputs) file.write(writer.head(head))
  search.begin(channel)
  let count = 0
  for await (const piece of walkChannel(deps, reading, plan, () => true)) {
    for (const { record, cursor } of piece) {
      count++
      for (const { writer, file } of outputs) {
        file.write(await writer.record(record))
        if (count % CHECKPOINT === 0) file.write(writer.checkpoint(cursor()))
      }
      if (record.record !== 'message') continue
      await pages.add(record)
      search.add(record, pageOf(record.seq))
    }
  }
  for (const { writer, file } of outputs) file.end(writer.tail(head))
  pages.end()
  return count
}

function indexPage(channels: readonly ChannelRecord[]): string {
  const sorted = [...channels].sort((a, b) => (b.lastAt ?? '').localeCompare(a.lastAt ?? ''))
  const items = sorted.map((channel) => {
    const at = `channels/${encodeURIComponent(channel.id)}`
    const raw = markup`<a href="${at}/messages.ndjson">NDJSON</a> <a href="${at}/messages.json">JSON</a>`
    return markup`<li>${channelLine(channel, `${at}/1.html`)} ${raw}</li>\n`
  })
  return markup`${pageHead('Cairn: the record', INDEX_POLICY)}<header><h1>The record</h1></header>
<search class="search"><label for="words">Search every message</label>
<input id="words" type="search" autocomplete="off" spellcheck="false" />
<p id="status" role="status"></p><ul id="found" class="plain"></ul></search>
<main><h2>Channels</h2><ul class="plain">
${items}</ul></main>
<script src="search/search.js"></script>
<script src="search/index.js"></script>
${PAGE_TAIL}`.text
}
