/** A recording as a file to be sent. */
import type { NewFile } from '../../uploads/attach.ts'
import type { Recorded } from './capture.ts'

export function recordedFile({ kind, blob, name, type, durationMs, waveform, width, height }: Recorded): NewFile {
  const messageType = kind === 'circle' ? 'circle_video' : kind
  const size = width && height ? { width, height } : {}
  return { blob, name, type, durationMs, messageType, ...(waveform.length > 0 ? { waveform } : {}), ...size }
}
