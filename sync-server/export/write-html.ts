/** HTML: one page a channel that needs nothing else to be read, in any browser and on paper (docs/behaviour.md, EX17). */
import type { ChannelRecord } from './channel-record.ts'
import { markup, type Html } from './escape-html.ts'
import type { DeletedRecord, FileRecord, MessageRecord } from './message-record.ts'
import { PAGE_TAIL, pageHead } from './page.ts'
import type { ListWriter, MessagesHead, MessagesWriter } from './writer.ts'

/** Where a page finds what it does not hold. */
export interface PagePlaces {
  /** The address of a file. */
  fileAt(file: FileRecord): string
  /** What an `img` shows of a file, `data:` or an address; null: nothing. */
  pictureOf(file: FileRecord): string | null | Promise<string | null>
  /** The page of a channel, from the list. */
  channelAt(channel: ChannelRecord): string
  /** A message that another one answers. */
  messageAt(id: string): string
  /** Stands above and below the messages. */
  readonly nav?: Html | undefined
}

export function htmlMessages(places: PagePlaces): MessagesWriter {
  let day = ''
  const dayOf = (at: string) => {
    const next = at.slice(0, 10)
    if (next === day) return null
    day = next
    return markup`<h2><time datetime="${next}">${next}</time></h2>\n`
  }
  return {
    head: (head) => markup`${pageHead(head.channel.title)}${headerOf(head)}${places.nav}<main>\n`.text,
    async record(record) {
      if (record.record === 'deleted') return markup`${dayOf(record.at)}${deletedArticle(record)}`.text
      return markup`${dayOf(record.at)}${await messageArticle(record, places)}`.text
    },
    checkpoint: () => '',
    tail: ({ hasMore }) => {
      const more = hasMore && markup`<footer><p>There is more after this.</p></footer>\n`
      return markup`</main>\n${more}${places.nav}${PAGE_TAIL}`.text
    },
  }
}

export function htmlList({ channelAt }: Pick<PagePlaces, 'channelAt'>): ListWriter {
  return {
    head: () => markup`${pageHead('Channels')}<header><h1>Channels</h1></header>\n<main><ul class="plain">\n`.text,
    record: (record) =>
      record.record === 'gone'
        ? markup`<li class="soft">${record.id}: yours no more</li>\n`.text
        : markup`<li>${channelLine(record, channelAt(record))}</li>\n`.text,
    tail: () => markup`</ul></main>\n${PAGE_TAIL}`.text,
  }
}

export function channelLine({ title, kind, seq, lastAt }: ChannelRecord, href: string): Html {
  const last = lastAt && markup`, last ${timeTag(lastAt)}`
  return markup`<a href="${href}">${title}</a> <span class="soft">${kind}, ${seq} messages${last}</span>`
}

export function headerOf({ channel, isContinued }: Pick<MessagesHead, 'channel' | 'isContinued'>): Html {
  const { title, topic, kind, createdBy, createdAt, members } = channel
  const about = [
    markup`${kind}`,
    createdBy && markup`, begun by ${createdBy.name}`,
    createdAt && markup`, ${timeTag(createdAt)}`,
    members && markup`<br />${members.map(({ name }) => name).join(', ')}`,
  ]
  const since = isContinued && markup`<p>Only what changed since the last export.</p>\n`
  return markup`<header>\n<h1>${title}</h1>\n${topic && markup`<p>${topic}</p>\n`}<p>${about}</p>\n${since}</header>\n`
}

async function messageArticle(message: MessageRecord, places: PagePlaces): Promise<Html> {
  const { id, by, at, editedAt, text, encrypted, type, replyTo, forwardedFrom, links } = message
  const files = []
  for (const file of message.files) files.push(fileFigure(places.fileAt(file), file, await places.pictureOf(file)))
  const parts = [
    editedAt && markup` <span class="soft">edited ${timeTag(editedAt)}</span>`,
    replyTo && markup`\n<blockquote><a href="${places.messageAt(replyTo)}">in reply to a message</a></blockquote>`,
    forwardedFrom &&
      markup`\n<blockquote>forwarded${forwardedFrom.by && markup` from ${forwardedFrom.by.name}`}</blockquote>`,
    encrypted && markup`\n<p class="soft">Encrypted message</p>`,
    text !== null && markup`\n<p>${text}</p>`,
    files,
    links.map(({ url }) => markup`\n<p><a href="${url}" rel="noreferrer noopener nofollow">${url}</a></p>`),
    reactionList(message.reactions),
  ]
  const system = type === 'system' && markup` class="system"`
  return markup`<article id="m-${id}"${system}><strong>${by.name}</strong> ${timeTag(at)}${parts}</article>\n`
}

function reactionList(reactions: MessageRecord['reactions']): Html | null {
  if (reactions.length === 0) return null
  const items = reactions.map(({ name, by: people }) => {
    const who = people.map((person) => person.name).join(', ')
    return markup`<li title="${who}">${name} ${people.length}</li>`
  })
  return markup`\n<ul class="reactions">${items}</ul>`
}

function deletedArticle({ id, deletedAt }: DeletedRecord): Html {
  return markup`<article id="m-${id}"><p class="soft">Deleted ${timeTag(deletedAt)}</p></article>\n`
}

function fileFigure(href: string, file: FileRecord, picture: string | null): Html {
  const { name, alt, bytes, width, height } = file
  const size = width !== null && height !== null && markup` width="${width}" height="${height}"`
  const image = picture !== null && markup`<img src="${picture}" alt="${alt ?? name}"${size} loading="lazy" /><br />`
  return markup`\n<figure><a href="${href}">${image}${name}</a> <span class="soft">${sizeOf(bytes)}</span></figure>`
}

function sizeOf(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`
  return bytes < 1_000_000 ? `${Math.round(bytes / 1_000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`
}

/** Shown in UTC and to the minute; the whole is in the attribute. */
export function timeTag(at: string): Html {
  return markup`<time datetime="${at}">${at.slice(0, 10)} ${at.slice(11, 16)}</time>`
}
