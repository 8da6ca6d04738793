/** Records from microphone and camera in what the browser can write: sound, a square film, or a film. Owns the devices until it ends. */
import { typeOf, type RecordKind } from './can-record.ts'
import { watchLevel, type LevelWatch } from './level.ts'
import { cropSquare } from './square-stream.ts'
import { waveformOf } from './waveform.ts'

export interface Recorded {
  readonly kind: RecordKind
  readonly blob: Blob
  readonly name: string
  /** Without parameters. */
  readonly type: string
  readonly durationMs: number
  /** [] of films. */
  readonly waveform: readonly number[]
  readonly width?: number
  readonly height?: number
}

export type CaptureFault = 'denied' | 'no-device' | 'busy'

/** For thin links: a minute of speech is 240 kB, of a round film 5 MB. */
const BITS = {
  voice: { audioBitsPerSecond: 32_000 },
  circle: { audioBitsPerSecond: 48_000, videoBitsPerSecond: 600_000 },
  video: { audioBitsPerSecond: 64_000, videoBitsPerSecond: 1_500_000 },
} as const
const SQUARE = 384
const ENDINGS: Readonly<Record<string, string>> = { webm: 'webm', mp4: 'mp4', ogg: 'ogg' }

/** @returns why it did not begin, in place of an error */
export function faultOf(error: unknown): CaptureFault {
  const name = error instanceof DOMException ? error.name : ''
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'denied'
  return name === 'NotFoundError' || name === 'OverconstrainedError' ? 'no-device' : 'busy'
}

export class Capture {
  readonly #recorder: MediaRecorder
  readonly #chunks: Blob[] = []
  readonly #levels: LevelWatch
  readonly #startedMs = performance.now()
  #ends: (() => void)[]

  private constructor(
    readonly kind: RecordKind,
    /** What is recorded, to be shown; null of sound. */
    readonly picture: MediaStream | null,
    recorded: MediaStream,
    type: string,
    ends: readonly (() => void)[],
  ) {
    this.#recorder = new MediaRecorder(recorded, { mimeType: type, ...BITS[kind] })
    this.#recorder.addEventListener('dataavailable', ({ data }) => this.#chunks.push(data))
    this.#levels = watchLevel(recorded)
    this.#ends = [() => this.#levels.stop(), ...ends]
    // In pieces: what was recorded is not lost with the last one.
    this.#recorder.start(1_000)
  }

  /** @throws DOMException as getUserMedia does; nothing is held then */
  static async start(kind: RecordKind): Promise<Capture> {
    const video =
      kind === 'voice'
        ? false
        : { facingMode: 'user', ...(kind === 'circle' ? { width: 640, height: 480 } : { width: { ideal: 960 } }) }
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true, video })
    const stop = () => stream.getTracks().forEach((track) => track.stop())
    try {
      const square = kind === 'circle' ? await cropSquare(stream, SQUARE) : null
      const recorded = square?.stream ?? stream
      const ends = [stop, () => square?.stop()]
      return new Capture(kind, kind === 'voice' ? null : recorded, recorded, typeOf(kind) ?? '', ends)
    } catch (error) {
      stop()
      throw error
    }
  }

  get elapsedMs(): number {
    return performance.now() - this.#startedMs
  }

  /** How loud it is now and was before, 0 to 1, the newest last. */
  get levels(): readonly number[] {
    return this.#levels.levels
  }

  async stop(): Promise<Recorded> {
    const durationMs = Math.round(this.elapsedMs)
    const { kind } = this
    const { width = 0, height = 0 } = this.picture?.getVideoTracks()[0]?.getSettings() ?? {}
    await this.#end()
    const type = (this.#recorder.mimeType.split(';')[0] ?? '').trim()
    const waveform = kind === 'voice' ? waveformOf(this.levels) : []
    const size =
      kind === 'circle' ? { width: SQUARE, height: SQUARE } : width > 0 && height > 0 ? { width, height } : {}
    const name = `${kind}-${stampOf(new Date())}.${ENDINGS[type.split('/')[1] ?? ''] ?? 'bin'}`
    return { kind, blob: new Blob(this.#chunks, { type }), name, type, durationMs, waveform, ...size }
  }

  /** Nothing of it is kept. */
  async cancel(): Promise<void> {
    await this.#end()
    this.#chunks.length = 0
  }

  async #end(): Promise<void> {
    const recorder = this.#recorder
    if (recorder.state !== 'inactive') {
      const stopped = new Promise((done) => recorder.addEventListener('stop', done, { once: true }))
      recorder.stop()
      await stopped
    }
    for (const end of this.#ends.splice(0)) end()
  }
}

/** `2026-03-04-1402`, for a file's name. */
function stampOf(at: Date): string {
  const two = (value: number) => String(value).padStart(2, '0')
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
  return `${day}-${two(at.getHours())}${two(at.getMinutes())}`
}
