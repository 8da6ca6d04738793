/**
 * What a page measures of itself: put into it before any of its own code, so plain JavaScript without imports. Times are of
 * `performance.now()`; "painted" is the end of the frame that shows it. It asks few elements a frame: it must not be what
 * is measured.
 */
const probe = {
  /** The timeline of the chat in the middle, or null. */
  timeline() {
    let at = document.querySelector('cairn-app')
    const way = ['cairn-shell', '#main cairn-boundary', 'cairn-chat', 'cairn-chat-view', 'cairn-timeline']
    for (const next of way) at = at?.shadowRoot?.querySelector(next)
    return at ?? null
  },

  /** What stands in a row; '' while it is not rendered. */
  textOf(row) {
    return (row?.shadowRoot?.querySelector('cairn-rich-text')?.shadowRoot?.textContent ?? '').trim()
  },

  isWritten(row) {
    return probe.textOf(row) !== ''
  },

  /** The row of a message, where it is written and in the view. */
  isInView(messageId) {
    const rows = probe.timeline()?.shadowRoot
    const row = rows?.querySelector(`[data-key="${messageId}"]`)
    const view = rows?.querySelector('.scroller')?.getBoundingClientRect()
    const box = row?.getBoundingClientRect()
    return box !== undefined && box.bottom > view.top && box.top < view.bottom && probe.isWritten(row)
  },

  /** Messages of this chat stand on the screen. */
  isChatShown(chatId) {
    const timeline = probe.timeline()
    if (timeline?.chatId !== chatId) return false
    const rows = timeline.shadowRoot?.querySelectorAll('cairn-message')
    return rows !== undefined && rows.length > 0 && probe.isWritten(rows[rows.length - 1])
  },

  /** Name and password can be filled in and sent: in the app, or on the server's own page for who has no scripts. */
  isFormShown() {
    const auth = document.querySelector('cairn-app')?.shadowRoot?.querySelector('cairn-auth')
    const own = auth?.shadowRoot?.querySelector('cairn-sign-in')?.shadowRoot?.querySelector('form')
    const form = own ?? document.querySelector('form')
    const within = (element, selector) => (element.shadowRoot ?? element).querySelector(selector)
    const fields = own ? [...own.querySelectorAll('cairn-field')] : [...(form?.querySelectorAll('input') ?? [])]
    const inputs = own ? fields.map((field) => within(field, 'input')) : fields
    const button = own ? within(own.querySelector('cairn-button'), 'button') : form?.querySelector('button')
    const isReady = (control) => control && !control.disabled
    return inputs.some((input) => input?.type === 'password') && inputs.every(isReady) && isReady(button)
  },

  /** Called within a frame: resolves at its end, when what it shows is painted. */
  endOfFrame() {
    return new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => resolve(performance.now())
      port2.postMessage(null)
    })
  },

  /** Resolves at the end of the next frame. */
  painted() {
    return new Promise((resolve) => {
      requestAnimationFrame(() => void probe.endOfFrame().then(resolve))
    })
  },

  /** Resolves at the end of the first frame for which `test` holds. */
  when(test) {
    return new Promise((resolve) => {
      const frame = () => {
        if (test()) void probe.endOfFrame().then(resolve)
        else requestAnimationFrame(frame)
      }
      requestAnimationFrame(frame)
    })
  },

  /** When something was painted for the first time; the browser tells of it a little later. */
  async firstPaint() {
    for (;;) {
      const [entry] = performance.getEntriesByName('first-contentful-paint')
      if (entry) return entry.startTime
      await probe.painted()
    }
  },

  /** Chooses a day as the picker of the chat in the middle does. @returns ms until `test` holds on the screen */
  async goToDay(dayMs, test) {
    const timeline = probe.timeline()
    const chat = timeline.getRootNode().host
    const ask = new CustomEvent('date-picked', { detail: { at: dayMs, from: timeline }, bubbles: true, composed: true })
    timeline.dispatchEvent(ask)
    const pickerOf = () =>
      [chat, chat.getRootNode().host].map((host) => host?.shadowRoot?.querySelector('cairn-date-picker'))
    await probe.when(() => pickerOf().some(Boolean))
    await probe.idle()
    const picker = pickerOf().find(Boolean)
    const from = performance.now()
    picker.dispatchEvent(new CustomEvent('day-chosen', { detail: { day: dayMs } }))
    const took = (await probe.when(test)) - from
    picker.dispatchEvent(new CustomEvent('closed'))
    return took
  },

  /** Goes to a hash. @returns ms until `test` holds on the screen */
  async go(hash, test) {
    const from = performance.now()
    location.hash = hash
    return (await probe.when(test)) - from
  },

  /** Resolves when the page has had nothing to do three times in a row. */
  async idle() {
    let quiet = 0
    while (quiet < 3) {
      const left = await new Promise((resolve) => requestIdleCallback((deadline) => resolve(deadline.timeRemaining())))
      quiet = left > 30 ? quiet + 1 : 0
    }
  },

  /** Rows, elements, and all nodes of the timeline with texts and Lit's markers; what is in shadow roots included. */
  countNodes() {
    let [elements, nodes] = [0, 0]
    const count = (root) => {
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_ALL)
      while (walker.nextNode()) {
        nodes++
        if (walker.currentNode.nodeType === Node.ELEMENT_NODE) elements++
        if (walker.currentNode.shadowRoot) count(walker.currentNode.shadowRoot)
      }
    }
    const root = probe.timeline().shadowRoot
    count(root)
    return { rows: root.querySelectorAll('[data-key]').length, elements, nodes }
  },

  /** Shifts of the layout and tasks over 50 ms since the page began. */
  disturbances: { shifts: [], tasks: [] },
}

globalThis.cairnProbe = probe

new PerformanceObserver((list) => {
  for (const { value, hadRecentInput, startTime } of list.getEntries()) {
    probe.disturbances.shifts.push({ value, hadRecentInput, atMs: startTime })
  }
}).observe({ type: 'layout-shift', buffered: true })
new PerformanceObserver((list) => {
  for (const { duration, startTime } of list.getEntries()) {
    probe.disturbances.tasks.push({ ms: duration, atMs: startTime })
  }
}).observe({ type: 'longtask', buffered: true })
