/** The hash of the address says what every pane shows, so Back, reload and shared links work (UI.md, section 2). Pure. */

export const PANELS = ['info', 'members', 'files', 'pins'] as const
export type PanelName = (typeof PANELS)[number]

export type Panel = { readonly name: PanelName } | { readonly name: 'thread'; readonly root: string }

export type Route =
  | { readonly page: 'home' }
  | {
      readonly page: 'chat'
      readonly chat: string
      readonly panel: Panel | null
      /** A message to show and mark. */
      readonly message: string | null
    }
  | { readonly page: 'search'; readonly query: string }
  | { readonly page: 'activity' }
  | { readonly page: 'unsent' }
  | { readonly page: 'settings'; readonly part: string }
  | { readonly page: 'admin'; readonly part: string }
  | { readonly page: 'join'; readonly token: string }
  | { readonly page: 'sign-up' }
  /** Choosing a new password by a mail's link; token '' = asking for that mail. */
  | { readonly page: 'reset'; readonly token: string }
  /** Confirming an address by a mail's link. */
  | { readonly page: 'verify'; readonly token: string }

export const HOME: Route = { page: 'home' }

/** @param hash `#/…` or ''. What is no route is home. */
export function parseRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?')
  const [page, a, b, c] = path.split('/').map(decode)
  switch (page) {
    case 'c':
      return a ? chatRoute(a, parsePanel(b, c), b === 'm' && c ? c : null) : HOME
    case 'search':
      return { page, query: new URLSearchParams(query).get('q') ?? '' }
    case 'activity':
    case 'unsent':
    case 'sign-up':
      return { page }
    case 'settings':
    case 'admin':
      return { page, part: a ?? '' }
    case 'join': {
      const token = a || new URLSearchParams(query).get('token')
      return token ? { page, token } : HOME
    }
    case 'reset':
      return { page, token: new URLSearchParams(query).get('token') ?? '' }
    case 'verify': {
      const token = new URLSearchParams(query).get('token')
      return token ? { page, token } : HOME
    }
    default:
      return HOME
  }
}

export function chatRoute(chat: string, panel: Panel | null = null, message: string | null = null): Route {
  return { page: 'chat', chat, panel, message }
}

/** The address of a route: `parseRoute(hashOf(route))` is the route. */
export function hashOf(route: Route): string {
  switch (route.page) {
    case 'home':
      return '#/'
    case 'chat':
      return `#/c/${encodeURIComponent(route.chat)}${tailOf(route.panel, route.message)}`
    case 'search':
      return `#/search?${new URLSearchParams({ q: route.query }).toString()}`
    case 'settings':
    case 'admin':
      return `#/${route.page}${route.part ? `/${encodeURIComponent(route.part)}` : ''}`
    case 'join':
      return `#/join/${encodeURIComponent(route.token)}`
    case 'reset':
    case 'verify':
      return `#/${route.page}${route.token ? `?${new URLSearchParams({ token: route.token }).toString()}` : ''}`
    default:
      return `#/${route.page}`
  }
}

/** The right panel of a route, as something to compare; null = none. */
export function panelOf(route: Route | undefined): string | null {
  return route?.page === 'chat' && route.panel ? JSON.stringify(route.panel) : null
}

/** What the middle shows: another one begins anew. */
export function placeOf(route: Route | undefined): string {
  return route?.page === 'chat' ? `chat ${route.chat}` : (route?.page ?? '')
}

function tailOf(panel: Panel | null, message: string | null): string {
  if (panel?.name === 'thread') return `/t/${encodeURIComponent(panel.root)}`
  if (panel) return `/${panel.name}`
  return message ? `/m/${encodeURIComponent(message)}` : ''
}

function parsePanel(name: string | undefined, id: string | undefined): Panel | null {
  if (name === 't') return id ? { name: 'thread', root: id } : null
  const panel = PANELS.find((one) => one === name)
  return panel ? { name: panel } : null
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
