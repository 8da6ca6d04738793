/** Tells an element once that it is on the screen, or about to be: what nobody scrolls to is not fetched. */

const told = new WeakMap<Element, () => void>()

/** `scrollMargin` counts inside the timeline's own scroller, where the browser knows it. */
const options = { rootMargin: '600px', scrollMargin: '600px' } as IntersectionObserverInit
let observer: IntersectionObserver | undefined

export function whenNear(element: Element, run: () => void): () => void {
  observer ??= new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (!isIntersecting) continue
      observer?.unobserve(target)
      told.get(target)?.()
    }
  }, options)
  told.set(element, run)
  observer.observe(element)
  return () => observer?.unobserve(element)
}
