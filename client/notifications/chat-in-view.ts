/** Which chat is before somebody's eyes on this page (docs/behaviour.md, NF14, NF52). */
import type { ChannelId } from '../../schema/ids.ts'
import { parseRoute } from '../app/routes.ts'

export function chatInView(): ChannelId | null {
  const route = parseRoute(location.hash)
  const isSeen = document.visibilityState === 'visible' && document.hasFocus()
  return route.page === 'chat' && isSeen ? (route.chat as ChannelId) : null
}

/**
 * @param seen  called with the chat that is in view now, and each time that one comes into view
 * @returns ends it
 */
export function watchChatInView(seen: (chat: ChannelId) => void): () => void {
  const ends = new AbortController()
  const { signal } = ends
  const look = () => {
    const chat = chatInView()
    if (chat) seen(chat)
  }
  for (const moment of ['hashchange', 'focus']) addEventListener(moment, look, { signal })
  document.addEventListener('visibilitychange', look, { signal })
  look()
  return () => ends.abort()
}
