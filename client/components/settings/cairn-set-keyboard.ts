/** Every key of the app: changed by pressing others, or switched off. Kept on this device, since keyboards differ. */
import { css, html, nothing } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import { announce } from '../../app/announcer.ts'
import { keysOfPress } from '../../app/key-choices.ts'
import { faultOf, type KeyFault } from '../../app/key-fault.ts'
import { alsoKeys, isMac, showKeys, type KeyPlace } from '../../app/keyboard.ts'
import { keyGroups, type KeyGroup, type ListedKey } from '../../app/keyboard-list.ts'
import { isComposing } from '../../app/is-composing.ts'
import { t } from '../../app/text.ts'
import { keyChoices } from '../../app/use-key-choices.ts'
import { StoreController } from '../../controllers/store-controller.ts'
import { enterSends } from '../../stores/enter-sends.ts'
import { base } from '../../styles/shared.ts'
import '../base/cairn-button.ts'
import { kept, turnBack } from '../base/kept.ts'
import { partStyles } from './part-styles.ts'
import { SettingsPart } from './settings-part.ts'

/** A row: where its key counts, and the usual one. */
type Row = readonly [place: KeyPlace, usual: string]

@customElement('cairn-set-keyboard')
export class CairnSetKeyboard extends SettingsPart {
  /** The row that waits for a press. */
  @state() private listening: Row | null = null
  @state() private fault: { readonly row: Row; readonly text: string } | null = null
  #prefs = new StoreController(this, () => this.stores?.prefs)
  #choices = new StoreController(this, () => keyChoices)

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#listen(null)
  }

  protected override render(): unknown {
    const isOwn = Object.values(this.#choices.view ?? {}).some((rows) => Object.keys(rows).length > 0)
    return html`<section aria-labelledby="keyboard">
        <h2 id="keyboard" tabindex="-1">${t('settings.keyboard')}</h2>
        <p class="explain">${t('keyboard.explain')}</p>
        ${isOwn ? html`<cairn-button icon="rotate-ccw" @click=${this.#reset}>${t('keyboard.resetAll')}</cairn-button>` : nothing}
      </section>
      ${this.#groups.map((group) => this.#group(group))}`
  }

  get #groups(): readonly KeyGroup[] {
    return keyGroups(enterSends(this.#prefs.view))
  }

  #group({ place, heading, keys }: KeyGroup): unknown {
    return html`<section aria-labelledby=${place}>
      <h2 id=${place}>${t(heading)}</h2>
      ${place === 'message' ? html`<p class="explain">${t('keyboard.letters')}</p>` : nothing}
      <ul>
        ${keys.map((row) => this.#row(place, row))}
      </ul>
    </section>`
  }

  #row(place: KeyPlace, { keys: usual, name, isFixed }: ListedKey): unknown {
    const keys = keyChoices.keysOf(place, usual)
    const what = t(name)
    const isHere = (row: Row | undefined) => row?.[0] === place && row[1] === usual
    const isListening = isHere(this.listening ?? undefined)
    return html`<li>
      <span class="what">${what}</span>
      <kbd>${isListening ? t('keyboard.listening') : keys === '' ? t('keyboard.off') : showKeys(keys, isMac())}</kbd>
      ${keys === usual && !isListening ? alsoKeys(place, usual).map((also) => html`<kbd>${showKeys(also, isMac())}</kbd>`) : nothing}
      ${
        isFixed
          ? html`<span class="fixed">${t('keyboard.fixed')}</span>`
          : html`<cairn-button
                label=${t('keyboard.changeName', { name: what })}
                pressed=${isListening ? 'true' : 'false'}
                @click=${() => this.#listen(isListening ? null : [place, usual])}
                >${t('keyboard.change')}</cairn-button
              >
              <input
                type="checkbox"
                aria-label=${t('keyboard.useName', { name: what })}
                .checked=${kept(keys !== '')}
                @change=${(event: Event) => this.#switch(place, usual, (event.target as HTMLInputElement).checked)}
              />`
      }
      ${isHere(this.fault?.row) ? html`<p class="fault">${this.fault?.text}</p>` : nothing}
    </li>`
  }

  /** Presses belong to the row until one fits, or Esc. */
  #listen(row: Row | null): void {
    this.fault = null
    if (row && !this.listening) addEventListener('keydown', this.#press, true)
    if (!row) removeEventListener('keydown', this.#press, true)
    this.listening = row
    if (row) announce(t('keyboard.press'))
  }

  #press = (event: KeyboardEvent): void => {
    const row = this.listening
    if (!row || isComposing(event)) return
    // Tab leaves the row as ever.
    if (event.key === 'Tab') return this.#listen(null)
    event.preventDefault()
    event.stopImmediatePropagation()
    if (event.key === 'Escape' && !event.shiftKey) return this.#listen(null)
    const keys = keysOfPress(event, isMac())
    if (keys === null) return
    const fault = faultOf(keyChoices, ...row, keys, event)
    if (fault) {
      this.fault = { row, text: wordsOf(fault, keys) }
      return announce(this.fault.text)
    }
    keyChoices.choose(...row, keys)
    const listed = this.#groups
      .flatMap((group) => (group.place === row[0] ? group.keys : []))
      .find((one) => one.keys === row[1])
    this.#listen(null)
    if (listed) announce(t('keyboard.changed', { name: t(listed.name), keys: showKeys(keys, isMac()) }))
  }

  /** Switched on again it has its usual keys, if they are still free. */
  #switch(place: KeyPlace, usual: string, isOn: boolean): void {
    const row: Row = [place, usual]
    const fault = isOn ? faultOf(keyChoices, place, usual, usual, null) : null
    this.fault = fault?.kind === 'taken' ? { row, text: wordsOf(fault, usual) } : null
    if (!this.fault) return keyChoices.choose(place, usual, isOn ? usual : '')
    announce(this.fault.text)
    turnBack()
  }

  #reset = (): void => {
    keyChoices.reset()
    this.#listen(null)
    this.say(t('keyboard.resetDone'))
    this.renderRoot.querySelector('h2')?.focus()
  }

  static override styles = [
    base,
    partStyles,
    css`
      li {
        padding-block: var(--s1);
      }
      kbd {
        min-inline-size: 88px;
        padding: 2px var(--s2);
        border: 1px solid var(--line);
        border-radius: var(--r1);
        background: var(--sunken);
        font: var(--t-sm) var(--font);
        text-align: center;
        white-space: nowrap;
      }
      input {
        inline-size: 20px;
        block-size: 20px;
        margin: 6px;
        accent-color: var(--accent);
      }
      @media (pointer: coarse) {
        input {
          margin: 12px;
        }
      }
      .fixed {
        min-block-size: var(--target);
        color: var(--text-2);
        font: var(--t-sm)/var(--target) var(--font);
      }
      .fault {
        flex: 1 0 100%;
        color: var(--danger);
        font: var(--t-sm) var(--font);
      }
    `,
  ]
}

function wordsOf(fault: KeyFault, keys: string): string {
  const shown = showKeys(keys, isMac())
  switch (fault.kind) {
    case 'taken':
      return t('keyboard.taken', { keys: shown, name: t(fault.by.name) })
    case 'browser':
      return t('keyboard.takenByBrowser', { keys: shown })
    case 'needs-mod':
      return t('keyboard.needsMod')
    case 'no-mod':
      return t('keyboard.noMod')
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-set-keyboard': CairnSetKeyboard
  }
}
