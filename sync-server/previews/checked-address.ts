/**
 * Which addresses the server fetches from for people (docs/behaviour.md, LP1, LP2; docs/decisions/0011): the public
 * internet's, and none of its own network's. Pure.
 */
import ipaddr from 'ipaddr.js'
import { FetchRefused } from './fetch-refused.ts'

const MAX_CHARS = 2_048
export const WEB_PORTS: ReadonlySet<number> = new Set([80, 443])
/** All of IPv6 that is given out for the public internet. */
const GLOBAL_V6 = ipaddr.parseCIDR('2000::/3') as [ipaddr.IPv6, number]

/**
 * @param address  an IP address as text, without brackets
 * @returns whether it is public unicast. What embeds an IPv4 address (mapped, NAT64, 6to4, Teredo) never is: no site
 *          is reached by it alone, and it would have to be judged by rules of its own
 */
export function isPublicAddress(address: string): boolean {
  if (address.includes('%') || !ipaddr.isValid(address)) return false
  const parsed = ipaddr.parse(address)
  if (parsed.range() !== 'unicast') return false
  return parsed.kind() === 'ipv4' ? ipaddr.IPv4.isValidFourPartDecimal(address) : parsed.match(GLOBAL_V6)
}

/** Whether two texts are the same address. */
export function isSameAddress(a: string, b: string): boolean {
  if (!ipaddr.isValid(a) || !ipaddr.isValid(b)) return false
  return ipaddr.parse(a).toNormalizedString() === ipaddr.parse(b).toNormalizedString()
}

/** The host of an address as what is connected to: an IP address without its brackets, or null when it is a name. */
export function literalOf(hostname: string): string | null {
  const bare = hostname.startsWith('[') ? hostname.slice(1, -1) : hostname
  return ipaddr.isValid(bare) ? bare : null
}

/**
 * @param base   what a relative one belongs to
 * @throws FetchRefused: not http(s), with a user in it, another port, or an IP address that is not public, however it is
 *   spelled: the parser writes decimal, octal and hexadecimal ones as four numbers
 */
export function checkedUrl(text: string, base?: URL, ports: ReadonlySet<number> = WEB_PORTS): URL {
  if (text.length > MAX_CHARS || !URL.canParse(text, base?.href)) throw new FetchRefused('no address')
  const url = new URL(text, base)
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw new FetchRefused('not http(s)')
  if (url.username !== '' || url.password !== '') throw new FetchRefused('a user in the address')
  const port = Number(url.port || (url.protocol === 'https:' ? 443 : 80))
  if (!ports.has(port)) throw new FetchRefused('another port')
  const literal = literalOf(url.hostname)
  if (literal !== null && !isPublicAddress(literal)) throw new FetchRefused('not a public address')
  return url
}
