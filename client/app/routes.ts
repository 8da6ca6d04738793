/** The hash of the address says what every pane shows, so Back, reload and shared links work (UI.md, section 2). Pure. */

export const PANELS = ['info', 'members', 'files', 'pins', 'safety'] as const
export type PanelName = (typeof PANELS)[number]

export type Panel =
  | { readonly name: PanelName }
  | { readonly name: 'thread'; readonly root: string }
  | { readonly name: 'search'; readonly query: string }

export type Route =
  | { readonly page: 'home' }
  | {
      readonly page: 'chat'
      readonly chat: string
      readonly panel: Panel | null
      /** A message to show and mark. */
      readonly message: string | null
      /** It is to be answered: only until the composer has it (NF47). */
      readonly isReply?: true
    }
  | { readonly page: 'search'; readonly query: string }
  | { readonly page: 'activity' }
  | { readonly page: 'unsent' }
  | { readonly page: 'unread' }
  /** What another app shared. */
  | { readonly page: 'share' }
  | { readonly page: 'discover' }
  | { readonly page: 'settings'; readonly part: string }
  | { readonly page: 'admin'; readonly part: string }
  | { readonly page: 'join'; readonly token: string }
  | { readonly page: 'sign-up' }
  /** Choosing a new password by a mail's link; token '' = asking for that mail. */
  | { readonly page: 'reset'; readonly token: string }
  /** Confirming an address by a mail's link. */
  | { readonly page: 'verify'; readonly token: string }

export type ChatRoute = Extract<Route, { page: 'chat' }>

export const HOME: Route = { page: 'home' }

const REPLY = 'reply'

/** @param hash `#/…` or ''. What is no route is home. */
export function parseRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?')
  const [page, ...rest] = path.split('/').map(decode)
  const [a, b, c, d, e] = rest
  const typed = new URLSearchParams(query).get('q')
  switch (page) {
    case 'c':
      if (!a) return HOME
      if (b === 'm') {
        const panel = typed === null ? null : ({ name: 'search', query: typed } as const)
        return withReply(chatRoute(a, panel, c || null), query)
      }
      if (typed !== null && !b) return chatRoute(a, { name: 'search', query: typed })
      return withReply(chatRoute(a, parsePanel(b, c), (d === 'm' && e) || null), query)
    case 'search':
      return { page, query: typed ?? '' }
    case 'activity':
    case 'unsent':
    case 'unread':
    case 'share':
    case 'discover':
    case 'sign-up':
      return { page }
    case 'settings':
    case 'admin':
      return { page, part: rest.join('/') }
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

export function chatRoute(chat: string, panel: Panel | null = null, message: string | null = null): ChatRoute {
  return { page: 'chat', chat, panel, message }
}

/** The address of a route: `parseRoute(hashOf(route))` is the route. */
export function hashOf(route: Route): string {
  switch (route.page) {
    case 'home':
      return '#/'
    case 'chat':
      return `#/c/${encodeURIComponent(route.chat)}${tailOf(route)}`
    case 'search':
      return `#/search${searchOf(route.query)}`
    case 'settings':
    case 'admin':
      return `#/${[route.page, ...(route.part ? route.part.split('/') : [])].map(encodeURIComponent).join('/')}`
    case 'join':
      return `#/join/${encodeURIComponent(route.token)}`
    case 'reset':
    case 'verify':
      return `#/${route.page}${route.token ? `?${new URLSearchParams({ token: route.token }).toString()}` : ''}`
    default:
      return `#/${route.page}`
  }
}

/** Whether a page is another one, or stands on top of it: a chat's info on the chat, everything on the list. */
export function isOnTopOf(hash: string, below: string): boolean {
  if (!hash.startsWith(below)) return false
  return below.endsWith('/') || ['', '/', '?'].includes(hash.charAt(below.length))
}

/** The right panel of a route; null = none. */
export function panelIn(route: Route): Panel | null {
  return route.page === 'search' ? { name: 'search', query: route.query } : route.page === 'chat' ? route.panel : null
}

/** The right panel of a route, as something to compare; null = none. What is searched for is no other panel. */
export function panelOf(route: Route | undefined): string | null {
  const panel = route && panelIn(route)
  return panel ? (panel.name === 'thread' ? `thread ${panel.root}` : panel.name) : null
}

/** What the middle shows: another one begins anew. */
export function placeOf(route: Route | undefined): string {
  return route?.page === 'chat' ? `chat ${route.chat}` : (route?.page ?? '')
}

function withReply(route: ChatRoute, query: string): Route {
  return route.message !== null && new URLSearchParams(query).has(REPLY) ? { ...route, isReply: true } : route
}

function tailOf({ panel, message, isReply }: ChatRoute): string {
  const at = message ? `/m/${encodeURIComponent(message)}${isReply ? `?${REPLY}` : ''}` : ''
  if (panel?.name === 'thread') return `/t/${encodeURIComponent(panel.root)}${at}`
  if (panel?.name === 'search') return at + searchOf(panel.query)
  return panel ? `/${panel.name}` : at
}

function searchOf(query: string): string {
  return `?${new URLSearchParams({ q: query }).toString()}`
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
