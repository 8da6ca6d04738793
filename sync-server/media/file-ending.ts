/** File endings by type, for names that we give; a name given by a person is never used for one. */
import { PICTURE_ENDINGS } from './file-type.ts'

const ENDINGS: Readonly<Record<string, string>> = {
  ...PICTURE_ENDINGS,
  'video/mp4': 'mp4',
  'video/webm': 'webm',
  'audio/mpeg': 'mp3',
  'audio/ogg': 'ogg',
  'audio/webm': 'weba',
  'audio/wav': 'wav',
  'application/pdf': 'pdf',
  'application/zip': 'zip',
  'text/plain': 'txt',
}

export function endingOf(type: string): string {
  return ENDINGS[type] ?? 'bin'
}
