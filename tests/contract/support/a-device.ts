/** A device on `/sync` of a running server: what it is sent of each document, and how its writes are answered. */
import { once } from 'node:events'
import WebSocket from 'ws'
import * as Y from 'yjs'
import type { Json } from '../../../schema/json.ts'
import type { Downstream } from '../../../schema/protocol/downstream.ts'
import { decodeFrames, encodeControl, encodeFrame } from '../../../schema/protocol/frames.ts'
import { PROTOCOL_VERSION } from '../../../schema/protocol/version.ts'
import { makeUpdate } from '../../support/core-harness.ts'

export type DeviceWrite = readonly [root: string, key: string, value: Json]

export interface ADevice {
  /** What it has of the document; an empty one of a document that it was not sent. */
  replica(doc: string): Y.Doc
  /** Names of the documents it was sent. */
  documents(): string[]
  /** Whether a text is anywhere in what it was ever sent. */
  wasSent(text: string): boolean
  /** Asks for one document. @returns false when it is not for this person */
  open(doc: string): Promise<boolean>
  /** One update; null as a value removes. @returns `ok`, or the refusal's code */
  write(doc: string, writes: readonly DeviceWrite[]): Promise<string>
  close(): void
}

let devices = 0

/** Connects, and resolves when everything that is this person's has arrived. */
export async function aDevice(url: string, token: string): Promise<ADevice> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/sync`, { headers: { authorization: `Bearer ${token}` } })
  const replicas = new Map<string, Y.Doc>()
  const received: Buffer[] = []
  const waiting = new Set<(message: Downstream) => void>()
  let row = 0
  socket.on('message', (data: Buffer) => {
    received.push(data)
    for (const frame of decodeFrames(data) ?? []) {
      if (frame.kind === 'control') for (const heard of waiting) heard(JSON.parse(frame.json) as Downstream)
      if (frame.kind === 'update' || frame.kind === 'step2') Y.applyUpdate(replica(frame.doc), frame.payload)
    }
  })
  await once(socket, 'open')
  const device = `device-${++devices}`
  socket.send(encodeControl({ t: 'hello', version: PROTOCOL_VERSION, device, connection: 1 }))
  await answerTo(encodeControl({ t: 'resume', position: 0, chain: '' }), ({ t }) => (t === 'resumed' ? true : null))

  return {
    replica,
    documents: () => [...replicas.keys()],
    wasSent: (text) => Buffer.concat(received).toString('latin1').includes(text),
    open: (doc) =>
      answerTo(encodeControl({ t: 'open', doc }), (message) => {
        if (message.t === 'doc' && message.doc === doc) return true
        return message.t === 'closed' && message.doc === doc ? false : null
      }),
    write(doc, writes) {
      const own = ++row
      const payload = makeUpdate(replica(doc), writes)
      return answerTo(encodeFrame({ kind: 'update', doc, row: own, payload }), (message) => {
        if (message.t === 'ack' && message.row === own) return 'ok'
        if (message.t === 'closed' && message.doc === doc) return 'forbidden'
        return message.t === 'refused' && message.row === own ? (message.entries[0]?.code ?? 'refused') : null
      })
    },
    close: () => socket.terminate(),
  }

  function replica(doc: string): Y.Doc {
    let known = replicas.get(doc)
    if (!known) replicas.set(doc, (known = new Y.Doc()))
    return known
  }

  /** Sends, and waits for the first control message that `judge` does not answer with null. */
  function answerTo<T>(sent: Uint8Array, judge: (message: Downstream) => T | null): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const gone = (code: number) => reject(new Error(`the socket was closed with ${code}`))
      const heard = (message: Downstream) => {
        const answer = judge(message)
        if (answer === null) return
        waiting.delete(heard)
        socket.off('close', gone)
        resolve(answer)
      }
      waiting.add(heard)
      socket.once('close', gone)
      socket.send(sent)
    })
  }
}
