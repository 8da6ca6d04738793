/** How a message names an upload: as the table has it, with what only the sender knows. */
import type { FileValue } from '../../schema/registers/messages.ts'
import type { ReadyFile } from './file-table.ts'

/** @param more  of sounds and films: how long, how loud */
export function toFileValue(
  file: ReadyFile,
  more: { waveform?: readonly number[]; durationMs?: number; alt?: string } = {},
): FileValue {
  const { id, name, type, bytes, picture } = file
  const size = picture && { width: picture.width, height: picture.height, placeholder: picture.placeholder }
  const { waveform, durationMs, alt } = more
  return {
    ...{ id, name, type, bytes, ...size },
    ...(waveform && waveform.length > 0 ? { waveform: [...waveform] } : {}),
    ...(durationMs !== undefined ? { durationMs } : {}),
    ...(alt !== undefined ? { alt } : {}),
  }
}
