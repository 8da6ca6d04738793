/** Where the search stands in the address, and where what it found is. */
import { chatRoute, hashOf, parseRoute, type Route } from '../../app/routes.ts'

/** @param typed  kept beside the chat; null where there is no room for both */
export function routeOfFound(channel: string, id: string, root: string, typed: string | null): Route {
  if (root !== '') return chatRoute(channel, { name: 'thread', root }, id)
  return chatRoute(channel, typed === null ? null : { name: 'search', query: typed }, id)
}

/** The address follows what is typed, without a step of its own. */
export function followTyped(typed: string): void {
  const route = parseRoute(location.hash)
  const here: Route =
    route.page === 'chat' ? { ...route, panel: { name: 'search', query: typed } } : { page: 'search', query: typed }
  history.replaceState(history.state, '', hashOf(here))
}
