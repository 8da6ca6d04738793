/** A labelled text box with a hint, an error and, for passwords, a way to see them. Takes part in forms under `name`. */
import { html, LitElement, nothing } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import { isComposing } from '../../app/is-composing.ts'
import { t } from '../../app/text.ts'
import { base } from '../../styles/shared.ts'
import './cairn-button.ts'
import { fieldStyles } from './field-styles.ts'
import { typedDirection } from './typed-direction.ts'

@customElement('cairn-field')
export class CairnField extends LitElement {
  static formAssociated = true
  static override shadowRootOptions: ShadowRootInit = { ...LitElement.shadowRootOptions, delegatesFocus: true }

  @property() name = ''
  @property() label = ''
  @property() value = ''
  @property() type: 'text' | 'password' | 'search' | 'email' = 'text'
  @property() hint = ''
  @property() error = ''
  @property() autocomplete: AutoFill | '' = ''
  /** Which keyboard a phone shows. */
  @property() keyboard: 'text' | 'numeric' = 'text'
  @property() placeholder = ''
  @property({ type: Number }) maxlength = 0
  /** Several lines; 0 = one line. */
  @property({ type: Number }) rows = 0
  @property({ type: Boolean }) required = false
  @property({ type: Boolean }) spellcheck = false
  @state() private isShown = false
  @query('input, textarea') private box!: HTMLInputElement | HTMLTextAreaElement
  #internals = this.attachInternals()

  select(): void {
    this.box.select()
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('value')) this.#internals.setFormValue(this.value)
  }

  protected override render(): unknown {
    const note = this.error || this.hint
    return html`<label for="box">${this.label}</label>
      <div class="frame">
        ${this.rows > 0 ? this.#area() : this.#line()}
        ${
          this.type === 'password'
            ? html`<cairn-button
                variant="quiet"
                square
                icon=${this.isShown ? 'eye-off' : 'eye'}
                label=${this.isShown ? t('auth.hidePassword') : t('auth.showPassword')}
                pressed=${this.isShown ? 'true' : 'false'}
                @click=${() => (this.isShown = !this.isShown)}
              ></cairn-button>`
            : nothing
        }
      </div>
      <p id="note" class=${this.error ? 'error' : ''} ?hidden=${!note}>${note}</p>`
  }

  #line(): unknown {
    return html`<input
      id="box"
      dir=${typedDirection(this.value)}
      .value=${this.value}
      type=${this.isShown ? 'text' : this.type}
      name=${this.name}
      autocomplete=${this.autocomplete || 'off'}
      autocapitalize="none"
      inputmode=${this.keyboard === 'numeric' ? 'numeric' : nothing}
      placeholder=${this.placeholder || nothing}
      maxlength=${this.maxlength || nothing}
      spellcheck=${this.spellcheck ? 'true' : 'false'}
      ?required=${this.required}
      aria-invalid=${this.error ? 'true' : nothing}
      aria-describedby="note"
      @input=${this.#input}
      @keydown=${this.#keydown}
    />`
  }

  #area(): unknown {
    return html`<textarea
      id="box"
      dir=${typedDirection(this.value)}
      .value=${this.value}
      rows=${this.rows}
      maxlength=${this.maxlength || nothing}
      aria-invalid=${this.error ? 'true' : nothing}
      aria-describedby="note"
      @input=${this.#input}
    ></textarea>`
  }

  #input = (): void => {
    this.value = this.box.value
  }

  #keydown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && !isComposing(event)) this.#internals.form?.requestSubmit()
  }

  static override styles = [base, fieldStyles]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-field': CairnField
  }
}
