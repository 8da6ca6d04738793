/** What a file is, by its bytes: what its sender calls it is only held against them (docs/behaviour.md, UP5, UP6). */
import { open } from 'node:fs/promises'
import { fileTypeFromFile } from 'file-type'
import { CairnError, ErrorCode } from '../../schema/errors.ts'

/** Served with this type, a browser does nothing but save it. */
export const UNKNOWN_TYPE = 'application/octet-stream'

/** The pictures that can be cleaned, each with its file ending. */
export const PICTURE_ENDINGS: Readonly<Record<string, string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'image/gif': 'gif',
}

/** One container for sound and for film: its first bytes do not tell which. */
const SAME_CONTAINER: Readonly<Record<string, string>> = {
  'audio/webm': 'video/webm',
  'audio/mp4': 'video/mp4',
  'audio/x-m4a': 'video/mp4',
  'audio/ogg': 'application/ogg',
  'video/ogg': 'application/ogg',
}

/** A text is looked at this far for a byte that no text has. */
const TEXT_BYTES = 64 * 1024

/**
 * @param declared  the MIME type its sender gave
 * @returns the type to serve it as
 * @throws type when the bytes are not what was declared
 */
export async function findFileType(path: string, declared: string): Promise<string> {
  const found = await sniff(path)
  const claim = baseType(declared)
  if (!fits(claim, found)) throw new CairnError(ErrorCode.Type, `UP5: declared ${claim}, but is ${found ?? 'unknown'}`)
  if (found === null) return claim === 'text/plain' && (await isText(path)) ? claim : UNKNOWN_TYPE
  if (containerOf(found) === containerOf(claim)) return claim
  // A picture that cannot be cleaned goes as a file: whoever wants it saves it.
  return found.startsWith('image/') && !isPicture(found) ? UNKNOWN_TYPE : found
}

export function isPicture(type: string): boolean {
  return type in PICTURE_ENDINGS
}

/** Without parameters, in lower case. */
export function baseType(type: string): string {
  return (type.split(';')[0] ?? '').trim().toLowerCase()
}

/** A claim that names a family is held to it; any other says nothing, and the bytes decide alone. */
function fits(claim: string, found: string | null): boolean {
  if (claim.startsWith('image/')) return found !== null && isPicture(found)
  if (/^(audio|video)\//.test(claim)) return found !== null && /^((audio|video)\/|application\/ogg$)/.test(found)
  if (claim === 'application/pdf') return found === claim
  // Documents of offices are archives too.
  if (claim === 'application/zip')
    return found !== null && found.startsWith('application/') && found !== 'application/pdf'
  return true
}

async function sniff(path: string): Promise<string | null> {
  const found = await fileTypeFromFile(path)
  const type = found ? baseType(found.mime) : null
  return type === 'image/apng' ? 'image/png' : type
}

function containerOf(type: string): string {
  return SAME_CONTAINER[type] ?? type
}

async function isText(path: string): Promise<boolean> {
  const file = await open(path, 'r')
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(TEXT_BYTES), 0, TEXT_BYTES, 0)
    return !buffer.subarray(0, bytesRead).includes(0)
  } finally {
    await file.close()
  }
}
