/** A month to choose a day from, beside what asks: arrows walk the days, today is the last, days without messages are grey. */
import { html, LitElement, nothing, type TemplateResult } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import { announce } from '../../app/announcer.ts'
import { direction, intlLocale, t } from '../../app/text.ts'
import { raised } from '../../styles/shared.ts'
import '../base/cairn-button.ts'
import { place, type Box } from '../base/place.ts'
import { dayAfterKey, midnight, monthAfter, weeksOf } from './calendar.ts'
import { chatBase } from './chat-styles.ts'
import { datePickerStyles } from './date-picker-styles.ts'

@customElement('cairn-date-picker')
export class CairnDatePicker extends LitElement {
  /** No day after it can be chosen. */
  @property({ type: Number }) today = 0
  /** Local midnights of days with messages on this device; null = not known. */
  @property({ attribute: false }) days: ReadonlySet<number> | null = null
  /** The day that has the place in the tab order; its month is shown. */
  @state() private at = 0
  @query('[popover]') private box!: HTMLElement
  #returnTo: HTMLElement | null = null

  async open(atMs: number, anchor: Box, returnTo: HTMLElement | null): Promise<void> {
    this.#returnTo = returnTo
    this.at = Math.min(midnight(atMs), midnight(this.today))
    await this.updateComplete
    this.box.showPopover()
    place(this.box, anchor, { side: 'below', align: 'centre' })
    this.#focusDay()
  }

  protected override render(): unknown {
    const title = format({ month: 'long', year: 'numeric' }, this.at)
    const isLast = monthAfter(this.at, 1) > midnight(this.today) && isSameMonth(this.at, this.today)
    return html`<div
      class="raised"
      popover="auto"
      role="dialog"
      aria-label=${t('chat.jump-to-date')}
      @toggle=${this.#toggled}
      @keydown=${(event: KeyboardEvent) => event.key !== 'Escape' && event.stopPropagation()}
    >
      <header>
        <cairn-button
          variant="quiet"
          square
          icon="chevron-left"
          label=${t('talk.date.earlier')}
          @click=${() => this.#go(monthAfter(this.at, -1), false)}
        ></cairn-button>
        <h2>${title}</h2>
        <cairn-button
          variant="quiet"
          square
          icon="chevron-right"
          label=${t('talk.date.later')}
          ?disabled=${isLast}
          @click=${() => this.#go(monthAfter(this.at, 1), false)}
        ></cairn-button>
      </header>
      <table role="grid" aria-label=${title} @keydown=${this.#keydown}>
        <thead>
          <tr>
            ${this.#weekdays().map(({ short, long }) => html`<th scope="col" abbr=${long}>${short}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${weeksOf(this.at, firstDay()).map(
            (week) =>
              html`<tr>
                ${week.map((day) => html`<td>${day === null ? nothing : this.#day(day)}</td>`)}
              </tr>`,
          )}
        </tbody>
      </table>
      <p>${this.days ? t('talk.date.hint') : nothing}</p>
    </div>`
  }

  #day(day: number): TemplateResult {
    const full = format({ dateStyle: 'full' }, day)
    const isEmpty = this.days !== null && !this.days.has(day)
    const isToday = day === midnight(this.today)
    return html`<button
      type="button"
      class=${isEmpty ? 'empty' : ''}
      data-day=${day}
      tabindex=${day === this.at ? 0 : -1}
      aria-label=${isEmpty ? t('talk.date.none', { day: full }) : full}
      aria-current=${isToday ? 'date' : nothing}
      aria-disabled=${day > this.today ? 'true' : nothing}
      @click=${() => this.#choose(day)}
    >
      ${format({ day: 'numeric' }, day)}
    </button>`
  }

  #weekdays(): { readonly short: string; readonly long: string }[] {
    // Some week that begins with the first day: 5 January 1970 was a Monday.
    return Array.from({ length: 7 }, (_, i) => {
      const day = new Date(1970, 0, 4 + firstDay() + i).getTime()
      return { short: format({ weekday: 'narrow' }, day), long: format({ weekday: 'long' }, day) }
    })
  }

  #keydown = (event: KeyboardEvent): void => {
    const to = dayAfterKey(this.at, event.key, firstDay(), direction() === 'rtl')
    if (to === null || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    this.#go(to, true)
  }

  #go(day: number, takesFocus: boolean): void {
    const isOther = !isSameMonth(day, this.at)
    this.at = Math.min(day, midnight(this.today))
    if (isOther) announce(format({ month: 'long', year: 'numeric' }, this.at))
    if (takesFocus) this.#focusDay()
  }

  #focusDay(): void {
    void this.updateComplete.then(() => this.box.querySelector<HTMLElement>('[tabindex="0"]')?.focus())
  }

  #choose(day: number): void {
    if (day > this.today) return
    this.box.hidePopover()
    this.dispatchEvent(new CustomEvent('day-chosen', { detail: { day } }))
  }

  #toggled = (event: ToggleEvent): void => {
    if (event.newState === 'open') return
    if (this.shadowRoot?.activeElement) this.#returnTo?.focus()
    this.dispatchEvent(new CustomEvent('closed'))
  }

  static override styles = [chatBase, raised, datePickerStyles]
}

function isSameMonth(a: number, b: number): boolean {
  const [x, y] = [new Date(a), new Date(b)]
  return x.getFullYear() === y.getFullYear() && x.getMonth() === y.getMonth()
}

function format(options: Intl.DateTimeFormatOptions, at: number): string {
  return new Intl.DateTimeFormat(intlLocale(), options).format(at)
}

/** 1 = Monday … 7 = Sunday, as the reader's region counts. */
function firstDay(): number {
  const locale = new Intl.Locale(intlLocale()) as Intl.Locale & { getWeekInfo?: () => { firstDay: number } }
  return locale.getWeekInfo?.().firstDay ?? 1
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-date-picker': CairnDatePicker
  }
  interface HTMLElementEventMap {
    'day-chosen': CustomEvent<{ readonly day: number }>
  }
}
