/** One recording from the first word to the file: it owns the capture, what came of it, and the clock on the screen. */
import type { ReactiveController, ReactiveControllerHost } from 'lit'
import type { RecordKind } from './can-record.ts'
import { Capture, faultOf, type CaptureFault, type Recorded } from './capture.ts'

/** Of a round film. */
export const CIRCLE_MOST_MS = 60_000
const TICK_MS = 80

export type RecordingPhase =
  | { readonly name: 'starting' }
  | { readonly name: 'recording'; readonly capture: Capture }
  /** `url` plays it, until it is let go. */
  | { readonly name: 'recorded'; readonly recorded: Recorded; readonly url: string }
  | { readonly name: 'failed'; readonly fault: CaptureFault }

export class RecordingController implements ReactiveController {
  #phase: RecordingPhase = { name: 'starting' }
  #timer: ReturnType<typeof setInterval> | undefined
  #isOver = false

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly kind: () => RecordKind,
  ) {
    host.addController(this)
  }

  hostConnected(): void {}

  get phase(): RecordingPhase {
    return this.#phase
  }

  /** Sent, thrown away or put aside: nothing more comes of it. */
  get isOver(): boolean {
    return this.#isOver
  }

  /** Asks for the devices, and records or fails. Given up meanwhile, it stays as it is. */
  async start(): Promise<void> {
    try {
      const capture = await Capture.start(this.kind())
      if (this.#isOver) return void capture.cancel()
      this.#timer = setInterval(this.#tick, TICK_MS)
      this.#go({ name: 'recording', capture })
    } catch (error) {
      this.#go({ name: 'failed', fault: faultOf(error) })
    }
  }

  /** Ends the recording, and has it to be listened to. */
  stop = async (): Promise<void> => {
    const phase = this.#phase
    if (phase.name !== 'recording' || this.#timer === undefined) return
    clearInterval(this.#timer)
    this.#timer = undefined
    const recorded = await phase.capture.stop()
    if (!this.#isOver) this.#go({ name: 'recorded', recorded, url: URL.createObjectURL(recorded.blob) })
  }

  /** Ends all. @returns what was recorded, also of a recording that still runs */
  async finish(): Promise<Recorded | null> {
    const phase = this.#end()
    if (phase.name === 'recording') return phase.capture.stop()
    return phase.name === 'recorded' ? phase.recorded : null
  }

  /** Ends all, and nothing of it is kept. */
  throwAway(): void {
    const phase = this.#end()
    if (phase.name === 'recording') void phase.capture.cancel()
  }

  #end(): RecordingPhase {
    const phase = this.#phase
    this.#isOver = true
    clearInterval(this.#timer)
    if (phase.name === 'recorded') URL.revokeObjectURL(phase.url)
    this.#go({ name: 'starting' })
    return phase
  }

  #go(phase: RecordingPhase): void {
    this.#phase = phase
    this.host.requestUpdate()
  }

  #tick = (): void => {
    const phase = this.#phase
    if (phase.name !== 'recording') return
    if (this.kind() === 'circle' && phase.capture.elapsedMs >= CIRCLE_MOST_MS) void this.stop()
    this.host.requestUpdate()
  }
}
