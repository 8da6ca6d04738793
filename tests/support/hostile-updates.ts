/** Updates that no Yjs client would make, written byte by byte (yjs update format V1; lib0 encoding). */
import * as encoding from 'lib0/encoding'

export interface RawId {
  readonly client: number
  readonly clock: number
}

/** Where a struct says that it belongs. With an origin or right origin the format carries no parent. */
export interface Place {
  readonly root?: string
  readonly key?: string
  /** A parent that is an item: a nested type. */
  readonly parent?: RawId
  readonly origin?: RawId
  readonly rightOrigin?: RawId
}

export interface RawStruct extends Place {
  readonly content: RawContent
}

export type RawContent =
  | { readonly ref: 'gc' | 'skip' | 'deleted'; readonly length: number }
  | { readonly ref: 'any' | 'json'; readonly values: readonly unknown[] }
  | { readonly ref: 'string'; readonly text: string }
  | { readonly ref: 'binary'; readonly bytes: Uint8Array }
  | { readonly ref: 'embed'; readonly value: unknown }
  | { readonly ref: 'format'; readonly name: string; readonly value: unknown }
  /** 0 array, 1 map, 2 text, 3 XML element, ... */
  | { readonly ref: 'type'; readonly kind: number }
  | { readonly ref: 'doc'; readonly guid: string }
  /** Bytes of a value exactly as given, behind a count of 1. */
  | { readonly ref: 'raw-any'; readonly bytes: Uint8Array }

const REFS = {
  gc: 0,
  deleted: 1,
  json: 2,
  binary: 3,
  string: 4,
  embed: 5,
  format: 6,
  type: 7,
  any: 8,
  doc: 9,
  skip: 10,
}

export interface RawUpdate {
  readonly groups?: readonly {
    readonly client: number
    readonly clock: number
    readonly structs: readonly RawStruct[]
  }[]
  readonly deletes?: readonly { readonly client: number; readonly ranges: readonly (readonly [number, number])[] }[]
  /** Bytes behind the end. */
  readonly tail?: Uint8Array
}

export function rawUpdate({ groups = [], deletes = [], tail }: RawUpdate): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, groups.length)
  for (const { client, clock, structs } of groups) {
    encoding.writeVarUint(encoder, structs.length)
    encoding.writeVarUint(encoder, client)
    encoding.writeVarUint(encoder, clock)
    for (const struct of structs) writeStruct(encoder, struct)
  }
  encoding.writeVarUint(encoder, deletes.length)
  for (const { client, ranges } of deletes) {
    encoding.writeVarUint(encoder, client)
    encoding.writeVarUint(encoder, ranges.length)
    for (const [clock, length] of ranges) {
      encoding.writeVarUint(encoder, clock)
      encoding.writeVarUint(encoder, length)
    }
  }
  if (tail) encoding.writeUint8Array(encoder, tail)
  return encoding.toUint8Array(encoder)
}

/** One struct of one client, the commonest hostile update. */
export function oneStruct(client: number, clock: number, struct: RawStruct): Uint8Array {
  return rawUpdate({ groups: [{ client, clock, structs: [struct] }] })
}

/** A register write as Yjs makes it, without asking what stands there. */
export function write(root: string, key: string, value: unknown, origin?: RawId): RawStruct {
  return { content: { ref: 'any', values: [value] }, ...(origin ? { origin } : { root, key }) }
}

function writeStruct(encoder: encoding.Encoder, struct: RawStruct): void {
  const { content, root, key, parent, origin, rightOrigin } = struct
  const ref = REFS[content.ref === 'raw-any' ? 'any' : content.ref]
  if (content.ref === 'gc' || content.ref === 'skip') {
    encoding.writeUint8(encoder, ref)
    encoding.writeVarUint(encoder, content.length)
    return
  }
  encoding.writeUint8(encoder, ref | (origin ? 0x80 : 0) | (rightOrigin ? 0x40 : 0) | (key === undefined ? 0 : 0x20))
  if (origin) writeId(encoder, origin)
  if (rightOrigin) writeId(encoder, rightOrigin)
  if (!origin && !rightOrigin) {
    encoding.writeVarUint(encoder, parent ? 0 : 1)
    if (parent) writeId(encoder, parent)
    else encoding.writeVarString(encoder, root ?? '')
    if (key !== undefined) encoding.writeVarString(encoder, key)
  }
  writeContent(encoder, content)
}

function writeId(encoder: encoding.Encoder, { client, clock }: RawId): void {
  encoding.writeVarUint(encoder, client)
  encoding.writeVarUint(encoder, clock)
}

function writeContent(encoder: encoding.Encoder, content: RawContent): void {
  switch (content.ref) {
    case 'deleted':
      return encoding.writeVarUint(encoder, content.length)
    case 'any':
      encoding.writeVarUint(encoder, content.values.length)
      return content.values.forEach((value) => encoding.writeAny(encoder, value as never))
    case 'raw-any':
      encoding.writeVarUint(encoder, 1)
      return encoding.writeUint8Array(encoder, content.bytes)
    case 'json':
      encoding.writeVarUint(encoder, content.values.length)
      return content.values.forEach((value) => encoding.writeVarString(encoder, JSON.stringify(value)))
    case 'string':
      return encoding.writeVarString(encoder, content.text)
    case 'binary':
      return encoding.writeVarUint8Array(encoder, content.bytes)
    case 'embed':
      return encoding.writeVarString(encoder, JSON.stringify(content.value))
    case 'format':
      encoding.writeVarString(encoder, content.name)
      return encoding.writeVarString(encoder, JSON.stringify(content.value))
    case 'type':
      return encoding.writeVarUint(encoder, content.kind)
    case 'doc':
      encoding.writeVarString(encoder, content.guid)
      return encoding.writeAny(encoder, {})
  }
}
