/** Which files a browser may show; every other one is saved, whatever it says it is (docs/behaviour.md, UP14). */
import { isPicture } from './file-type.ts'

/** Types in which nothing can run. */
const SHOWN = new Set([
  ...['video/mp4', 'video/webm', 'video/quicktime', 'video/ogg'],
  ...['audio/mpeg', 'audio/ogg', 'audio/webm', 'audio/wav', 'audio/mp4', 'audio/x-m4a', 'audio/aac', 'audio/flac'],
])

/** @returns the disposition to serve a file of this type with */
export function dispositionOf(type: string): 'inline' | 'attachment' {
  return isPicture(type) || SHOWN.has(type) ? 'inline' : 'attachment'
}

/** With the charset of texts, which all are read as UTF-8. */
export function contentTypeOf(type: string): string {
  return type.startsWith('text/') ? `${type}; charset=utf-8` : type
}
