/** Whether this browser can record, and in which form it writes that. */

export type RecordKind = 'voice' | 'circle' | 'video'

const TYPES: Readonly<Record<'audio' | 'video', readonly string[]>> = {
  audio: ['audio/webm;codecs=opus', 'audio/mp4', 'audio/ogg;codecs=opus'],
  video: ['video/webm;codecs=vp8,opus', 'video/webm', 'video/mp4'],
}
/** Whether there is anything to record with, and a way to write it. */
export function canRecord(kind: RecordKind): boolean {
  const has = 'MediaRecorder' in globalThis && typeof navigator.mediaDevices?.getUserMedia === 'function'
  return has && typeOf(kind) !== undefined
}

/** The first that the browser writes and the server takes. */
export function typeOf(kind: RecordKind): string | undefined {
  return TYPES[kind === 'voice' ? 'audio' : 'video'].find((type) => MediaRecorder.isTypeSupported(type))
}
