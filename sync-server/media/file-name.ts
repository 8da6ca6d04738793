/** The name of a file as people see it (docs/behaviour.md, UP13). What is stored is never named by it. */
import { MAX_FILE_NAME_CHARS } from '../../schema/limits.ts'

/** Without folders, control characters and signs that turn the direction of writing; `file` when nothing is left. */
export function fileName(given: string): string {
  const last = given.split(/[/\\]/).at(-1) ?? ''
  // Lone surrogates have no encoding in a header.
  const shown = last.replace(/[\p{Cc}\p{Surrogate}\u202a-\u202e\u2066-\u2069]/gu, '').trim()
  return shown.slice(0, MAX_FILE_NAME_CHARS).replace(/\p{Surrogate}$/u, '') || 'file'
}
