/** What is wrong with a page as it stands, through all shadow roots: text that is cut off, words of no message file, motion. */
import type { Page } from 'playwright'

export interface PageFaults {
  /** Of these elements those that are nowhere in the page. */
  readonly missing: readonly string[]
  /** Text that has no room and neither scrolls nor ends in dots: `element part: words`. */
  readonly cut: readonly string[]
  /** Words without the brackets of the pseudo-locale that nobody wrote. Empty in other languages. */
  readonly plain: readonly string[]
  /** Animations that run although the person wants none. */
  readonly moving: readonly string[]
}

/** People's own words, and what `Intl` writes: these elements everywhere, these hosts, and these places in their hosts. */
const NOT_OURS = {
  elements: ['bdi', 'time', 'kbd', 'code', 'mark'],
  hosts: ['cairn-avatar', 'cairn-rich-text', 'cairn-code-block', 'cairn-link-card', 'cairn-announcer', 'cairn-ago'],
  places: [
    ...['cairn-chat-header .topic', 'cairn-chat-info dd', 'cairn-chat-row .time', 'cairn-chat-row .last'],
    ...['cairn-closed-composer .draft', 'cairn-your-version p', 'cairn-unsent-item p', 'cairn-unsent-item dd'],
    ...['cairn-drafts p'],
    ...[
      'cairn-unsent-here small',
      'cairn-quote .text',
      'cairn-composer-banner .clipped',
      'cairn-reactions .emoji',
      'cairn-pins span',
    ],
    ...['cairn-search-results .text', 'cairn-files .day', 'cairn-date-picker h2', 'cairn-adm-table td'],
    ...['cairn-discover small', 'cairn-discover .more', 'cairn-pick-list small'],
    ...['cairn-activity .said', 'cairn-share blockquote', 'cairn-profile-card p', 'cairn-profile-card .bio'],
  ],
} as const
/** As `Intl` writes it, `2.4 MB`, `7 byte`; and `:eyes:`, a reaction where the machine has no pictures of them. */
const NO_WORDS = '^([\\d.,]+ (byte|kB|MB|GB)|:\\w+:)$'

/** @param elements  that the page has to have */
export function faultsOf(page: Page, elements: readonly string[]): Promise<PageFaults> {
  return page.evaluate(
    ({ wanted, notOurs, noWords }) => {
      const isPseudo = new URLSearchParams(location.search).get('locale') === 'en-XA'
      const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches
      const here = new Set<string>()
      const cut: string[] = []
      const plain: string[] = []
      const running = new Set<Animation>()
      const look = (root: Document | ShadowRoot, host: string): void => {
        for (const one of root.getAnimations()) if (isStill && one.playState === 'running') running.add(one)
        for (const element of root.querySelectorAll<HTMLElement>('*')) {
          here.add(element.localName)
          if (element.shadowRoot) look(element.shadowRoot, element.localName)
          const words = [...element.childNodes].filter(({ nodeType }) => nodeType === Node.TEXT_NODE)
          const text = words.map(({ textContent }) => textContent?.trim() ?? '').join(' ')
          // What is there for a screen reader alone is a pixel wide.
          if (text.trim() === '' || element.clientWidth === 1 || !element.checkVisibility()) continue
          const [name] = element.classList
          const place = `${host} ${name === undefined ? element.localName : `.${name}`}`
          const { display, overflowX, textOverflow } = getComputedStyle(element)
          const isTight = display !== 'inline' && element.scrollWidth > element.clientWidth + 1
          if (isTight && textOverflow !== 'ellipsis' && !/auto|scroll/.test(overflowX))
            cut.push(`${place}: ${text.slice(0, 40)}`)
          const isIn = (all: readonly string[], one: string) => all.includes(one)
          const isOurs = ![
            /[[\]·]/.test(text) || !/\p{L}{2}/u.test(text) || new RegExp(noWords).test(text),
            isIn(notOurs.elements, element.localName) || isIn(notOurs.hosts, host) || isIn(notOurs.places, place),
          ].includes(true)
          if (isPseudo && isOurs) plain.push(`${place}: ${text.slice(0, 40)}`)
        }
      }
      look(document, document.documentElement.localName)
      return {
        missing: wanted.filter((one) => !here.has(one)),
        cut,
        plain,
        // A transition of no length is over in the next frame.
        moving: [...running]
          .filter(({ effect }) => Number(effect?.getComputedTiming().activeDuration) > 1)
          .map((one) => (one instanceof CSSAnimation ? one.animationName : one.id)),
      }
    },
    { wanted: elements, notOurs: NOT_OURS, noWords: NO_WORDS },
  )
}
