/** One file with a person's own data, for programs and for reading (docs/behaviour.md, OS20). Made on the device, without a network. */
import type { ChannelId } from '../../schema/ids.ts'
import type { Device } from '../sync/device.ts'
import { coreOf } from './core-of.ts'
import { ownAccount, ownChat, type OwnChat, type OwnMessage } from './own-data.ts'
import { zip, type ZipEntry } from './zip.ts'

/** What stands in the file in the person's language. */
export interface ExportWords {
  readonly readMe: string
  /** Beside what is in no chat yet. */
  readonly unsent: string
  /** Day and time of a message. */
  when(atMs: number): string
}

export interface OwnFile {
  readonly name: string
  readonly blob: Blob
  readonly messages: number
}

/** @param progress  called after each chat */
export async function exportOwn(
  device: Device,
  chats: readonly ChannelId[],
  words: ExportWords,
  progress: (done: number) => void = () => undefined,
): Promise<OwnFile> {
  const at = new Date(device.now())
  let messages = 0
  async function* entries(): AsyncIterable<ZipEntry> {
    const told: OwnChat[] = []
    const taken = new Set<string>()
    for (const [done, id] of chats.entries()) {
      const chat = await readChat(device, id)
      told.push(chat)
      messages += chat.messages.length
      yield { path: `chats/${fileName(chat, taken)}.txt`, text: asText(chat, words) }
      progress(done + 1)
    }
    const account = ownAccount(device.world(), device.userId)
    const unsent = device.outbox().map(({ doc, root, key, value, state, at }) => ({ doc, root, key, value, state, at }))
    const data = { format: 'cairn-own-data', version: 1, exportedAt: at.toISOString(), userId: device.userId, account }
    yield { path: 'data.json', text: JSON.stringify({ ...data, chats: told, unsent }, null, 1) }
    yield { path: 'README.txt', text: `${words.readMe}\n` }
  }
  const blob = await zip(entries(), at)
  return { name: `cairn-${at.toISOString().slice(0, 10)}.zip`, blob, messages }
}

async function readChat(device: Device, id: ChannelId): Promise<OwnChat> {
  const core = coreOf(device)
  if (!core) return { id, title: id, kind: '', topic: '', messages: [] }
  const root = `channel/${id}`
  const unsent = device.outbox().filter(({ doc }) => doc === root)
  // The title stands in the root, which is read for it.
  return core.replicas.use(root, () => ownChat(core, device.world(), id, unsent))
}

export function asText({ title, topic, messages }: OwnChat, words: ExportWords): string {
  const head = [title, ...(topic ? [topic] : []), '']
  return [...head, ...messages.map((message) => lineOf(message, words)), ''].join('\n')
}

function lineOf({ at, seq, name, message, reactions = [] }: OwnMessage, words: ExportWords): string {
  const files = (message.files ?? []).map((file) => `[${file.name}]`)
  const reacted = reactions.map((one) => `:${one.name}: ${one.by.length}`)
  const text = [message.text ?? '', ...files, ...reacted].filter(Boolean).join('  ')
  const mark = seq === 0 ? ` (${words.unsent})` : ''
  return `[${words.when(Date.parse(at))}] ${name}${mark}: ${text.replaceAll('\n', '\n    ')}`
}

/** Of the title, so that a person finds it; no two are the same. */
function fileName({ title, id }: OwnChat, taken: Set<string>): string {
  const plain =
    title
      .replaceAll(/[\p{C}\\/:*?"<>|.]+/gu, '-')
      .trim()
      .slice(0, 80) || id
  const name = taken.has(plain.toLowerCase()) ? `${plain} ${id}` : plain
  taken.add(name.toLowerCase())
  return name
}
