/** Focus across shadow roots. */

/** The element that has the focus, in whichever shadow root. */
export function deepActive(): HTMLElement | null {
  let active = document.activeElement
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement
  return active instanceof HTMLElement && active !== document.body ? active : null
}

/** Whether `outer` holds `inner`, through shadow roots. */
export function holds(outer: Node, inner: Node | null): boolean {
  for (let node = inner; node; node = node.parentNode ?? (node instanceof ShadowRoot ? node.host : null)) {
    if (node === outer) return true
  }
  return false
}
