/** Going somewhere is changing the hash; whoever shows routes listens to `hashchange`. */
import { hashOf, type Route } from './routes.ts'

export function navigate(route: Route): void {
  if (location.hash !== hashOf(route)) location.hash = hashOf(route)
}

/** As `navigate`, but Back passes it by. */
export function redirect(route: Route): void {
  if (location.hash === hashOf(route)) return
  history.replaceState(history.state, '', hashOf(route))
  dispatchEvent(new HashChangeEvent('hashchange'))
}
