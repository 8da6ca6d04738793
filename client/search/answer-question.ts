/** What the tables answer to each question of a page. */
import type { IndexPlace, IndexQuestions, IndexUsage, Question } from './index-question.ts'
import { searchTables } from './search-tables.ts'
import { channelOf, volumeOf } from './table-name.ts'
import type { TableShelf } from './table-shelf.ts'
import type { TableHead, VolumeTable } from './volume-table.ts'

/** `rebuild` is no question to the tables. */
type Asked = Exclude<Question, { name: 'rebuild' }>

/** @param isBuilding  whether not all that the device holds is in the tables yet */
export async function answerQuestion(
  shelf: TableShelf,
  question: Asked,
  isBuilding: boolean,
): Promise<IndexQuestions[Asked['name']]['answer']> {
  switch (question.name) {
    case 'search': {
      const chats = new Set(question.ask.chats.map(({ id }) => id))
      return { ...searchTables(await shelf.channelTables(chats), question.ask), isBuilding }
    }
    case 'warm':
      await shelf.channelTables(new Set([...shelf.heads.keys()].map(channelOf)))
      return null
    case 'locate': {
      const { channel, id } = question.ask
      return placeOf(shelf, channel, ({ ids }) => ids.indexOf(id))
    }
    case 'placeOfTime':
      return placeOfTime(shelf, question.ask.channel, question.ask.atMs)
    case 'days': {
      const days = new Set<number>()
      for (const { table } of await shelf.channelTables(new Set([question.ask.channel]))) {
        for (const at of table.columns.at) days.add(new Date(at).setHours(0, 0, 0, 0))
      }
      return [...days].sort((a, b) => a - b)
    }
    case 'spans':
      return shelf.headsOf(question.ask.channel).map(({ doc, firstAt, lastAt }) => ({
        volume: volumeOf(doc),
        firstAt,
        lastAt,
      }))
    case 'known': {
      const wanted = new Set(question.ask.nums)
      const tables = await shelf.channelTables(new Set(question.ask.channels))
      return tables.flatMap(({ table }) => table.columns.num.filter((num) => wanted.has(num)))
    }
    case 'usage':
      return usageOf(shelf, isBuilding)
  }
}

function usageOf(shelf: TableShelf, isBuilding: boolean): IndexUsage {
  const heads = [...shelf.heads.values()]
  const sum = (of: (head: TableHead) => number) => heads.reduce((total, head) => total + of(head), 0)
  const state = shelf.isDiskGone ? 'failed' : isBuilding ? 'building' : 'ready'
  return { bytes: sum(({ bytes }) => bytes), messages: sum(({ rows }) => rows), volumes: heads.length, state }
}

async function placeOf(
  shelf: TableShelf,
  channel: string,
  find: (columns: VolumeTable['columns']) => number,
): Promise<IndexPlace | null> {
  for (const { table } of await shelf.channelTables(new Set([channel]))) {
    const n = find(table.columns)
    if (n >= 0) return { volume: volumeOf(table.columns.doc), seq: table.columns.seq[n]! }
  }
  return null
}

async function placeOfTime(shelf: TableShelf, channel: string, atMs: number): Promise<IndexPlace | null> {
  const heads = shelf.headsOf(channel)
  const head = heads.find(({ lastAt }) => lastAt >= atMs) ?? heads.at(-1)
  const table = head && (await shelf.table(head.doc))
  if (!table) return null
  const { at, seq } = table.columns
  const n = at.findIndex((one) => one >= atMs)
  return { volume: volumeOf(head.doc), seq: seq[n < 0 ? seq.length - 1 : n]! }
}
