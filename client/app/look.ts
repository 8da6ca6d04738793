/** How this device shows Cairn: theme, contrast, spacing, language. Kept beside theme-boot.js, which reads the same before the first paint. */
import { ValueStore } from '../stores/store.ts'
import { keepText, localBox } from '../stores/local-box.ts'
import { direction, LOCALES, matchLocale, type Locale } from './text.ts'

export interface Look {
  readonly theme: 'system' | 'light' | 'dark'
  readonly contrast: boolean
  /** Nothing slides or fades, whatever the browser prefers. */
  readonly still: boolean
  readonly density: 'compact' | 'normal' | 'roomy'
  readonly language: Locale | 'auto'
  /** Width of the chat list, px. */
  readonly sidebar: number
}

const DEFAULT: Look = {
  theme: 'system',
  contrast: false,
  still: false,
  density: 'normal',
  language: 'auto',
  sidebar: 280,
}
export const SIDEBAR_MIN = 220
export const SIDEBAR_MAX = 400

const KEPT = 'cairn.look'
const DARK = '(prefers-color-scheme: dark)'
const CONTRAST = '(prefers-contrast: more)'

export class LookStore extends ValueStore<Look> {
  constructor(
    private readonly box = localBox(),
    private readonly root = document.documentElement,
  ) {
    super(read(box))
    for (const query of [DARK, CONTRAST]) matchMedia(query).addEventListener('change', () => this.apply())
  }

  change(part: Partial<Look>): void {
    const sidebar = Math.max(SIDEBAR_MIN, Math.min(SIDEBAR_MAX, part.sidebar ?? this.view.sidebar))
    const chosen = { ...this.view, ...part, sidebar }
    keepText(this.box, KEPT, JSON.stringify(chosen))
    this.set(chosen)
    this.apply()
  }

  get locale(): Locale {
    return this.view.language === 'auto' ? matchLocale(navigator.languages) : this.view.language
  }

  apply(): void {
    const { theme, contrast, density, still } = this.view
    const prefersDark = matchMedia(DARK).matches
    const isDark = theme === 'dark' || (theme === 'system' && prefersDark)
    const { dataset } = this.root
    dataset.theme = isDark ? 'dark' : 'light'
    if (contrast || matchMedia(CONTRAST).matches) dataset.contrast = 'more'
    else delete dataset.contrast
    if (still) dataset.motion = 'less'
    else delete dataset.motion
    if (density === 'normal') delete dataset.density
    else dataset.density = density
    this.root.lang = this.locale === 'en-XA' ? 'en' : this.locale
    this.root.dir = direction(this.locale)
    document.querySelector('meta[name="theme-color"]')?.setAttribute('content', isDark ? '#121614' : '#f7f6f3')
  }
}

function read(box: { getItem(key: string): string | null }): Look {
  try {
    const kept = JSON.parse(box.getItem(KEPT) ?? '{}') as Partial<Look>
    const one = <T>(value: T | undefined, of: readonly T[], other: T): T =>
      value !== undefined && of.includes(value) ? value : other
    const width = typeof kept.sidebar === 'number' ? kept.sidebar : DEFAULT.sidebar
    return {
      theme: one(kept.theme, ['system', 'light', 'dark'], DEFAULT.theme),
      contrast: kept.contrast === true,
      still: kept.still === true,
      density: one(kept.density, ['compact', 'normal', 'roomy'], DEFAULT.density),
      language: one(kept.language, ['auto', ...LOCALES], DEFAULT.language),
      sidebar: Math.max(SIDEBAR_MIN, Math.min(SIDEBAR_MAX, width)),
    }
  } catch {
    return DEFAULT
  }
}
