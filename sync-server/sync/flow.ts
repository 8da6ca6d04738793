/** Limits of one socket (docs/behaviour.md, GW7-GW8): how much it may send in a second, and how much may wait for it. */

/** A device that was offline for days sends some hundred updates at once: the burst allows that. */
const MESSAGES_PER_SECOND = 2_000
const MESSAGE_BURST = 20_000
const BYTES_PER_SECOND = 4 * 1024 * 1024
const BYTE_BURST = 32 * 1024 * 1024

/** What may wait for a slow reader before its socket is ended; it catches up by resume, so nothing is lost. */
export const MAX_BUFFERED_BYTES = 16 * 1024 * 1024

/** Gaps of a document in a row, without progress, after which the socket is ended. */
export const MAX_GAPS = 3

/** Documents a device may ask for one by one, besides those of its channels; it closes what left the screen. */
export const MAX_OPENED = 2_000

export class FlowLimit {
  private messages = MESSAGE_BURST
  private bytes = BYTE_BURST
  private lastMs: number

  constructor(nowMs: number) {
    this.lastMs = nowMs
  }

  /** @returns false when this message is over the limit */
  take(bytes: number, nowMs: number): boolean {
    const seconds = Math.max(0, nowMs - this.lastMs) / 1_000
    this.lastMs = nowMs
    this.messages = Math.min(MESSAGE_BURST, this.messages + seconds * MESSAGES_PER_SECOND) - 1
    this.bytes = Math.min(BYTE_BURST, this.bytes + seconds * BYTES_PER_SECOND) - bytes
    return this.messages >= 0 && this.bytes >= 0
  }
}
