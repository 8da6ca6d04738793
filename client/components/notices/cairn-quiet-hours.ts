/** Quiet hours: from when until when, by which clock, and who may sound all the same. */
import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { repeat } from 'lit/directives/repeat.js'
import type { UserId } from '../../../schema/ids.ts'
import { clockText, NOTICE_PREFS, type NoticeSettings } from '../../../schema/rules/notice-settings.ts'
import { t } from '../../app/text.ts'
import { StoreController } from '../../controllers/store-controller.ts'
import type { Stores } from '../../stores/stores.ts'
import { base } from '../../styles/shared.ts'
import '../base/cairn-avatar.ts'
import '../base/cairn-button.ts'
import '../base/cairn-dialog.ts'
import '../base/cairn-switch.ts'
import type { CairnSwitch } from '../base/cairn-switch.ts'
import '../dialogs/cairn-people-picker.ts'
import type { CairnPeoplePicker } from '../dialogs/cairn-people-picker.ts'
import { choiceStyles } from '../base/choice-styles.ts'
import { kept } from '../base/kept.ts'
import { partStyles } from '../settings/part-styles.ts'

const USUAL = '22:00-07:00'

@customElement('cairn-quiet-hours')
export class CairnQuietHours extends LitElement {
  @property({ attribute: false }) stores: Stores | null = null
  @property({ attribute: false }) settings: NoticeSettings | null = null
  /** While people are chosen. */
  @state() private chosen: ReadonlySet<UserId> | null = null
  #directory = new StoreController(this, () => this.stores?.directory)

  protected override render(): unknown {
    const quiet = this.settings?.quiet ?? null
    return html`<section aria-labelledby="quiet">
        <h2 id="quiet">${t('notices.quiet')}</h2>
        <cairn-switch
          label=${t('notices.quietOn')}
          hint=${t('notices.quietHint')}
          .checked=${kept(quiet !== null)}
          @change=${this.#toggle}
        ></cairn-switch>
        ${
          quiet
            ? html`<div class="times">
                  <label class="choice">${t('notices.quietFrom')} ${this.#time('from', quiet.from)}</label>
                  <label class="choice">${t('notices.quietTo')} ${this.#time('to', quiet.to)}</label>
                </div>
                <p class="explain">${t('notices.quietZone', { zone: quiet.zone || 'UTC' })}</p>
                ${this.#people()}`
            : nothing
        }
      </section>
      ${this.chosen ? this.#dialog(this.chosen) : nothing}`
  }

  #time(name: 'from' | 'to', minutes: number): unknown {
    return html`<input type="time" name=${name} required .value=${kept(clockText(minutes))} @change=${this.#times} />`
  }

  #people(): unknown {
    const people = [...(this.settings?.quietPeople ?? [])].map((id) => this.stores!.directory.person(id))
    return html`<h3 id="people" tabindex="-1">${t('notices.quietPeople')}</h3>
      ${
        people.length === 0
          ? html`<p class="explain">${t('notices.quietNobody')}</p>`
          : html`<ul aria-labelledby="people">
              ${repeat(
                people,
                ({ userId }) => userId,
                ({ userId, name, avatar }) =>
                  html`<li>
                    <cairn-avatar .name=${name} .person=${userId} src=${avatar ?? ''}></cairn-avatar>
                    <span class="what"><bdi>${name}</bdi></span>
                    <cairn-button
                      label=${t('notices.removeName', { name })}
                      @click=${() => this.#keep(people.flatMap((one) => (one.userId === userId ? [] : [one.userId])))}
                      >${t('notices.remove')}</cairn-button
                    >
                  </li>`,
              )}
            </ul>`
      }
      <cairn-button icon="user-plus" @click=${() => (this.chosen = this.settings?.quietPeople ?? new Set())}
        >${t('notices.quietAdd')}</cairn-button
      >`
  }

  #dialog(chosen: ReadonlySet<UserId>): unknown {
    const me = this.stores?.device.userId
    const people = (this.#directory.view?.people ?? []).filter(({ userId }) => userId !== me)
    return html`<cairn-dialog open heading=${t('notices.quietPeople')} @close=${() => (this.chosen = null)}>
      <cairn-people-picker
        autofocus
        label=${t('notices.quietAdd')}
        .people=${people}
        .chosen=${chosen}
        @change=${(event: Event) => (this.chosen = (event.target as CairnPeoplePicker).chosen)}
      ></cairn-people-picker>
      <cairn-button slot="foot" @click=${this.#close}>${t('action.cancel')}</cairn-button>
      <cairn-button
        slot="foot"
        variant="primary"
        @click=${() => {
          this.#keep([...chosen])
          this.#close()
        }}
        >${t('info.save')}</cairn-button
      >
    </cairn-dialog>`
  }

  #keep(people: readonly UserId[]): void {
    this.#set(NOTICE_PREFS.quietPeople, people.join(',') || null)
    this.renderRoot.querySelector<HTMLElement>('h3')?.focus()
  }

  #toggle = (event: Event): void => {
    this.#keepTimes((event.target as CairnSwitch).checked ? USUAL : null)
  }

  #times = (): void => {
    const [from = '', to = ''] = [...this.renderRoot.querySelectorAll<HTMLInputElement>('input')].map(
      (one) => one.value,
    )
    // Emptied, or the same time twice: nothing to keep.
    if (from && to && from !== to) this.#keepTimes(`${from}-${to}`)
  }

  #keepTimes(times: string | null): void {
    this.#set(NOTICE_PREFS.quiet, times)
    // The clock of this place: on a journey the night stays where it was chosen.
    this.#set(NOTICE_PREFS.quietZone, times && new Intl.DateTimeFormat().resolvedOptions().timeZone)
  }

  #set(name: string, value: string | null): void {
    void this.stores?.prefs.set(name, value)
  }

  #close = (): void => this.renderRoot.querySelector('cairn-dialog')?.close()

  static override styles = [
    base,
    partStyles,
    choiceStyles,
    css`
      .times {
        display: flex;
        flex-wrap: wrap;
        gap: var(--s4);
      }
      h3 {
        font: 550 var(--t-md) var(--font);
      }
    `,
  ]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-quiet-hours': CairnQuietHours
  }
}
