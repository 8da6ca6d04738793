/**
 * The button that records: a press asks what, holding it records a voice message until it is let go. The recorder itself
 * comes with the first press, and covers the text box while it runs.
 */
import { html, LitElement, nothing, type PropertyValues } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import { t } from '../../app/text.ts'
import '../base/cairn-icon.ts'
import '../base/cairn-menu.ts'
import type { CairnMenu, MenuItem, MenuSelectEvent } from '../base/cairn-menu.ts'
import { chatBase } from '../chat/chat-styles.ts'
import { canRecord, type RecordKind } from './can-record.ts'
import type { CairnRecorder } from './cairn-recorder.ts'
import { askDesk } from './media-desk.ts'

const HOLD_MS = 350

@customElement('cairn-record-button')
export class CairnRecordButton extends LitElement {
  /** The composer that it stands in: a recording belongs to one. */
  @property() draftKey = ''
  @state() private kind: RecordKind | null = null
  @query('cairn-menu') private menu!: CairnMenu
  @query('button') private button!: HTMLButtonElement
  @query('cairn-recorder') private recorder!: CairnRecorder | null
  #timer: ReturnType<typeof setTimeout> | undefined
  #from = { x: 0, y: 0 }
  /** The press became a recording: its click means nothing. */
  #wasHeld = false

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    clearTimeout(this.#timer)
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    // What was recorded for one chat must not go to another: it is put in the composer that it was for.
    if (changed.has('draftKey') && this.kind !== null) void this.recorder?.putAside().then(this.#done)
  }

  protected override render(): unknown {
    if (!canRecord('voice')) return nothing
    const name = t('record.open')
    return html`<button
        type="button"
        class="icon-button"
        title=${name}
        aria-label=${name}
        aria-haspopup="menu"
        @pointerdown=${this.#down}
        @pointermove=${this.#move}
        @pointerup=${this.#up}
        @pointercancel=${this.#up}
        @contextmenu=${(event: Event) => event.preventDefault()}
        @click=${this.#ask}
      >
        <cairn-icon name="mic"></cairn-icon>
      </button>
      <cairn-menu bare label=${name} .items=${this.#items()} @select=${this.#chosen}></cairn-menu>
      ${
        this.kind === null
          ? nothing
          : html`<cairn-recorder
              .kind=${this.kind}
              .draftKey=${this.draftKey}
              @recorder-closed=${this.#done}
            ></cairn-recorder>`
      }`
  }

  #items(): MenuItem[] {
    return (['voice', 'circle', 'video'] as const)
      .filter((kind) => canRecord(kind))
      .map((kind) => ({ id: kind, label: t(`record.${kind}`), icon: kind === 'voice' ? 'mic' : 'image' }))
  }

  #ask = (): void => {
    if (this.#wasHeld) this.#wasHeld = false
    else if (this.kind === null) void this.menu.openAt(this.getBoundingClientRect(), this.button)
  }

  #chosen = (event: MenuSelectEvent): void => {
    event.stopPropagation()
    void this.#start(event.detail.id as RecordKind, false)
  }

  async #start(kind: RecordKind, isHeld: boolean): Promise<void> {
    await import('./cairn-recorder.ts')
    this.kind = kind
    await this.updateComplete
    await this.recorder?.start(askDesk(this)?.stores ?? null, isHeld)
  }

  #down = (event: PointerEvent): void => {
    this.#wasHeld = false
    if (event.button !== 0 || this.kind !== null) return
    // Pressed, the text box keeps the focus and its keyboard.
    event.preventDefault()
    this.#from = { x: event.clientX, y: event.clientY }
    this.button.setPointerCapture(event.pointerId)
    this.#timer = setTimeout(() => {
      this.#wasHeld = true
      void this.#start('voice', true)
    }, HOLD_MS)
  }

  #move = (event: PointerEvent): void => {
    if (this.#wasHeld) this.recorder?.drag(event.clientX - this.#from.x, event.clientY - this.#from.y)
  }

  #up = (event: PointerEvent): void => {
    clearTimeout(this.#timer)
    const isGivenUp = event.type === 'pointercancel'
    if (this.#wasHeld) this.recorder?.letGo(isGivenUp)
    // No click follows.
    if (isGivenUp) this.#wasHeld = false
  }

  #done = (): void => {
    this.kind = null
    this.button?.focus()
  }

  static override styles = chatBase
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-record-button': CairnRecordButton
  }
}
