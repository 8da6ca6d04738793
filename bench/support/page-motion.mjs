/** What a page measures of its own motion: frames, places of rows while it scrolls, keys. Put in after `page-probe.mjs`. */
const motion = {
  /** From now on frames are measured. */
  startFrames() {
    const lengths = []
    let last = null
    const frame = (at) => {
      if (measuring.frames !== lengths) return
      if (last !== null) lengths.push(at - last)
      last = at
      requestAnimationFrame(frame)
    }
    measuring.frames = lengths
    requestAnimationFrame(frame)
  },

  /** @returns their lengths, in ms */
  stopFrames() {
    const lengths = measuring.frames
    measuring.frames = null
    return lengths
  },

  /**
   * From now on it is looked whether rows stay where the reader's scrolling puts them. A row moves by what was scrolled, by
   * what came above it, and against what the app scrolled to make up for that: it jumps by what is left of the three.
   */
  startJumps() {
    const { shadowRoot: root } = cairnProbe.timeline()
    const scroller = root.querySelector('.scroller')
    const found = { jumps: [], rows: 0, elements: 0, nodes: 0, px: 0 }
    const { get, set } = Object.getOwnPropertyDescriptor(Element.prototype, 'scrollTop')
    let byApp = 0
    Object.defineProperty(scroller, 'scrollTop', {
      configurable: true,
      get,
      set(value) {
        const before = get.call(this)
        set.call(this, value)
        byApp += get.call(this) - before
      },
    })
    const placeOf = (row) => row.getBoundingClientRect().top - scroller.getBoundingClientRect().top
    const middle = () =>
      [...root.querySelectorAll('cairn-message')].find((row) => placeOf(row) > scroller.clientHeight / 3)
    let last = null
    let countedMs = 0
    const look = () => {
      if (measuring.jumps !== found) return
      const top = get.call(scroller)
      // A row that left the DOM tells nothing.
      if (last?.row.isConnected) {
        const scrolled = top - last.top
        found.jumps.push(Math.abs(placeOf(last.row) - last.place + scrolled - byApp))
        found.px += byApp - scrolled
      }
      byApp = 0
      const isStill = last?.row.isConnected && placeOf(last.row) < scroller.clientHeight - 100
      const row = isStill ? last.row : middle()
      last = row ? { row, top, place: placeOf(row) } : null
      if (performance.now() - countedMs > 500) {
        countedMs = performance.now()
        const { rows, elements, nodes } = cairnProbe.countNodes()
        found.rows = Math.max(found.rows, rows)
        found.elements = Math.max(found.elements, elements)
        found.nodes = Math.max(found.nodes, nodes)
      }
      requestAnimationFrame(() => void cairnProbe.endOfFrame().then(look))
    }
    measuring.jumps = found
    look()
  },

  /** @returns the px of each frame's jump, rows, elements and nodes at most, the px that the reader scrolled */
  stopJumps() {
    const found = measuring.jumps
    measuring.jumps = null
    delete cairnProbe.timeline().shadowRoot.querySelector('.scroller').scrollTop
    return found
  },

  /** From now on the way from key to paint is measured. */
  startKeys() {
    const told = []
    const own = []
    const take = (entries) => {
      for (const { name, duration } of entries) if (name === 'keydown') told.push(duration)
    }
    const observer = new PerformanceObserver((list) => take(list.getEntries()))
    observer.observe({ type: 'event', durationThreshold: 16 })
    const pressed = ({ timeStamp }) => void cairnProbe.painted().then((at) => own.push(at - timeStamp))
    addEventListener('keydown', pressed, true)
    measuring.keys = () => {
      take(observer.takeRecords())
      observer.disconnect()
      removeEventListener('keydown', pressed, true)
      return { told, own }
    }
  },

  /** The next key is the one that sends. */
  startSending() {
    measuring.sending = new Promise((resolve) => {
      addEventListener('keydown', ({ timeStamp }) => resolve(timeStamp), { capture: true, once: true })
    })
  },

  /** @returns ms from that key to the end of the frame with the message that it sent, as the last row */
  async sent(text) {
    const isThere = () => {
      const rows = cairnProbe.timeline().shadowRoot.querySelectorAll('cairn-message')
      return cairnProbe.textOf(rows[rows.length - 1]) === text
    }
    const atMs = await measuring.sending
    return (await cairnProbe.when(isThere)) - atMs
  },

  /**
   * @returns `told`: the browser's own measure, Event Timing, in steps of 8 ms; what is under 16 it does not tell;
   * `own`: of every key, to the end of the frame
   */
  stopKeys() {
    return measuring.keys()
  },
}

const measuring = { frames: null, jumps: null, keys: null, sending: null }

Object.assign(globalThis.cairnProbe, motion)
