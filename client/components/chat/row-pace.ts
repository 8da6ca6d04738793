/** How many rows are made in a frame: as many as fit into a part of it, going by how long the last ones took. */

/** Of a frame of 16 ms: the rest is for their layout, their painting and the reader. */
const WANTED_MS = 6
const MOST_ROWS = 12

export class RowPace {
  #rows = 3
  #beganMs: number | null = null

  /** Begins to take the time. @returns how many rows are to be made */
  begin(nowMs: number): number {
    this.#beganMs = nowMs
    return this.#rows
  }

  /** They stand. Without a beginning nothing is learned: what was made then was something else. */
  end(nowMs: number): void {
    if (this.#beganMs === null) return
    const each = (nowMs - this.#beganMs) / this.#rows
    this.#beganMs = null
    // Halfway to what was measured: one slow frame is not a slow device.
    const fitting = Math.min(MOST_ROWS, WANTED_MS / Math.max(each, 0.01))
    this.#rows = Math.max(1, Math.round((this.#rows + fitting) / 2))
  }
}
