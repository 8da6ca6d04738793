/** Records over the text box: waves or the camera's picture while it runs, then the recording to listen to, to send or to throw away. */
import { html, LitElement, nothing, svg, type TemplateResult } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import { announce } from '../../app/announcer.ts'
import { direction, t } from '../../app/text.ts'
import type { FileView } from '../../stores/message-view.ts'
import type { Stores } from '../../stores/stores.ts'
import { attachFile, type NewFile } from '../../uploads/attach.ts'
import { storageFailed } from '../chat/storage-failed.ts'
import '../base/cairn-icon.ts'
import type { RecordKind } from './can-record.ts'
import { Capture, faultOf, type CaptureFault, type Recorded } from './capture.ts'
import './cairn-voice.ts'
import { mediaIcon } from './media-icons.ts'
import { formatLength } from './playing.ts'
import { recorderStyles } from './recorder-styles.ts'

/** Of a round film. */
export const CIRCLE_MOST_MS = 60_000
/** The last seconds are counted. */
const COUNTED_MS = 10_000
/** A shorter hold was a slip. */
const SLIP_MS = 600
const AWAY_PX = 100
const LOCK_PX = 60
const BARS = 40

type Phase =
  | { readonly name: 'starting' }
  | { readonly name: 'recording'; readonly capture: Capture }
  | { readonly name: 'recorded'; readonly recorded: Recorded; readonly url: string }
  | { readonly name: 'failed'; readonly fault: CaptureFault }

@customElement('cairn-recorder')
export class CairnRecorder extends LitElement {
  @property() kind: RecordKind = 'voice'
  @property() draftKey = ''
  @state() private phase: Phase = { name: 'starting' }
  /** It records while a finger holds the button. */
  @state() private isHeld = false
  @query('video.live') private live!: HTMLVideoElement | null
  #stores: Stores | null = null
  #key = ''
  #timer: ReturnType<typeof setInterval> | undefined
  #isOver = false

  async start(stores: Stores | null, isHeld: boolean): Promise<void> {
    this.#stores = stores
    this.#key = this.draftKey
    this.isHeld = isHeld
    try {
      const capture = await Capture.start(this.kind)
      // Given up while the browser asked.
      if (this.#isOver) return void capture.cancel()
      this.phase = { name: 'recording', capture }
      announce(t('record.recording'))
      this.#timer = setInterval(this.#tick, 80)
      await this.updateComplete
      if (this.live) this.live.srcObject = capture.picture
      if (!isHeld) this.#focus('.stop')
    } catch (error) {
      this.phase = { name: 'failed', fault: faultOf(error) }
      await this.updateComplete
      this.#focus('.cancel')
    }
  }

  /** The finger moves: up goes on without it, away throws it away when it is lifted. */
  drag(dx: number, dy: number): void {
    if (!this.isHeld) return
    if (dy < -LOCK_PX) this.#lock()
    else this.toggleAttribute('away', (direction() === 'rtl' ? dx : -dx) > AWAY_PX)
  }

  /** @param isGivenUp  the browser took the finger away: nothing is sent by that */
  letGo(isGivenUp: boolean): void {
    if (!this.isHeld) return
    const { phase } = this
    if (phase.name === 'failed') return this.#lock()
    if (phase.name !== 'recording' || this.hasAttribute('away') || phase.capture.elapsedMs < SLIP_MS)
      return this.#cancel()
    if (isGivenUp) return this.#lock()
    void this.#stop().then(() => this.#send())
  }

  /** Another chat is shown: what there is goes into the composer of the one it was for. */
  async putAside(): Promise<void> {
    this.#isOver = true
    clearInterval(this.#timer)
    const { phase } = this
    const recorded =
      phase.name === 'recording' ? await phase.capture.stop() : phase.name === 'recorded' ? phase.recorded : null
    this.#letUrlGo()
    this.phase = { name: 'starting' }
    if (recorded && this.#stores) await attachFile(this.#stores, this.#key, fileOf(recorded)).catch(storageFailed)
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    if (!this.#isOver) void this.putAside()
  }

  protected override render(): unknown {
    return html`<div class="recorder" role="group" aria-label=${t(`record.${this.kind}`)} @keydown=${this.#pressed}>
      ${this.#body()}
    </div>`
  }

  #body(): TemplateResult {
    const { phase } = this
    switch (phase.name) {
      case 'starting':
        return html`${this.#cancelButton()}<span class="words">${t('record.starting')}</span>`
      case 'failed':
        return html`${this.#cancelButton()}<span class="words" role="alert"
            >${t(wordsOf(phase.fault, this.kind))}</span
          >`
      case 'recording':
        return this.#running(phase.capture)
      case 'recorded':
        return this.#listening(phase.recorded, phase.url)
    }
  }

  #running(capture: Capture): TemplateResult {
    const { elapsedMs } = capture
    const leftMs = CIRCLE_MOST_MS - elapsedMs
    const isCounted = this.kind === 'circle' && leftMs < COUNTED_MS
    return html`${this.#cancelButton()}
      <span class="dot" aria-hidden="true"></span>
      <span class="time">${formatLength(elapsedMs)}</span>
      ${this.kind === 'voice' ? this.#waves(capture.levels) : html`<span class="words"></span>`}
      ${isCounted ? html`<span class="words">${t('record.left', { seconds: Math.max(0, Math.ceil(leftMs / 1000)) })}</span>` : nothing}
      ${
        this.isHeld
          ? html`<span class="words held">${t('record.held')}</span>
              <button
                type="button"
                class="round"
                aria-label=${t('record.lock')}
                title=${t('record.lock')}
                @click=${this.#lock}
              >
                <cairn-icon name="lock"></cairn-icon>
              </button>`
          : html`<button
                type="button"
                class="round stop"
                aria-label=${t('record.stop')}
                title=${t('record.stop')}
                @click=${this.#stop}
              >
                ${mediaIcon('stop')}
              </button>
              ${this.#sendButton()}`
      }
      ${this.kind === 'voice' ? nothing : html`<video class="picture live" ?data-round=${this.kind === 'circle'} muted autoplay playsinline aria-hidden="true"></video>`}`
  }

  #listening(recorded: Recorded, url: string): TemplateResult {
    const file = { ...recorded, id: 'recording', bytes: recorded.blob.size } as unknown as FileView
    return html`${this.#cancelButton()}
    ${
      this.kind === 'voice'
        ? html`<cairn-voice bare .given=${url} .file=${file}></cairn-voice>`
        : html`<span class="time">${formatLength(recorded.durationMs)}</span><span class="words"></span>
            <video
              class="picture"
              ?data-round=${this.kind === 'circle'}
              controls
              playsinline
              aria-label=${t('record.preview')}
              src=${url}
            ></video>`
    }
    ${this.#sendButton()}`
  }

  #waves(levels: readonly number[]): TemplateResult {
    const shown = levels.slice(-BARS)
    const d = shown
      .map((level, n) => {
        const half = Math.max(1, level * 14)
        return `M${(BARS - shown.length + n) * 4 + 2} ${16 - half}V${16 + half}`
      })
      .join('')
    return html`<svg class="waves" viewBox="0 0 ${BARS * 4} 32" preserveAspectRatio="none" aria-hidden="true">
      ${svg`<path d=${d} />`}
    </svg>`
  }

  #cancelButton(): TemplateResult {
    const name = this.phase.name === 'failed' ? t('action.close') : t('record.cancel')
    return html`<button type="button" class="round cancel" aria-label=${name} title=${name} @click=${this.#cancel}>
      <cairn-icon name=${this.phase.name === 'failed' ? 'x' : 'trash-2'}></cairn-icon>
    </button>`
  }

  #sendButton(): TemplateResult {
    const name = t('record.send')
    return html`<button type="button" class="round send" aria-label=${name} title=${name} @click=${this.#sendNow}>
      <cairn-icon name="send"></cairn-icon>
    </button>`
  }

  #tick = (): void => {
    const { phase } = this
    if (phase.name !== 'recording') return
    if (this.kind === 'circle' && phase.capture.elapsedMs >= CIRCLE_MOST_MS) void this.#stop()
    this.requestUpdate()
  }

  #lock = (): void => {
    this.isHeld = false
    this.removeAttribute('away')
    void this.updateComplete.then(() => this.#focus('.stop'))
  }

  #stop = async (): Promise<void> => {
    const { phase } = this
    if (phase.name !== 'recording' || this.#timer === undefined) return
    clearInterval(this.#timer)
    this.#timer = undefined
    const recorded = await phase.capture.stop()
    if (this.#isOver) return
    this.phase = { name: 'recorded', recorded, url: URL.createObjectURL(recorded.blob) }
    await this.updateComplete
    if (!this.isHeld) this.#focus('.send')
  }

  #sendNow = async (): Promise<void> => {
    await this.#stop()
    this.#send()
  }

  #send(): void {
    const { phase } = this
    if (phase.name !== 'recorded') return
    const detail = { files: [fileOf(phase.recorded)], send: true }
    this.dispatchEvent(new CustomEvent('files-recorded', { detail, bubbles: true, composed: true }))
    this.#close()
  }

  #cancel = (): void => {
    const { phase } = this
    clearInterval(this.#timer)
    if (phase.name === 'recording') void phase.capture.cancel()
    this.#close()
  }

  #close(): void {
    this.#isOver = true
    this.#letUrlGo()
    this.dispatchEvent(new CustomEvent('recorder-closed'))
  }

  #letUrlGo(): void {
    if (this.phase.name === 'recorded') URL.revokeObjectURL(this.phase.url)
  }

  /** Escape ends what runs; it throws nothing away, and means nothing to the chat. */
  #pressed = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return
    event.stopPropagation()
    event.preventDefault()
    if (this.phase.name === 'recording') void this.#stop()
    else if (this.phase.name !== 'recorded') this.#cancel()
  }

  #focus(selector: string): void {
    this.renderRoot.querySelector<HTMLElement>(selector)?.focus()
  }

  static override styles = recorderStyles
}

function fileOf({ kind, blob, name, type, durationMs, waveform, width, height }: Recorded): NewFile {
  const messageType = kind === 'circle' ? 'circle_video' : kind
  const size = width && height ? { width, height } : {}
  return { blob, name, type, durationMs, messageType, ...(waveform.length > 0 ? { waveform } : {}), ...size }
}

function wordsOf(fault: CaptureFault, kind: RecordKind) {
  switch (fault) {
    case 'denied':
      return kind === 'voice' ? 'record.deniedMic' : 'record.deniedCamera'
    case 'no-device':
      return 'record.noDevice'
    case 'busy':
      return 'record.busy'
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-recorder': CairnRecorder
  }
  interface HTMLElementEventMap {
    'recorder-closed': CustomEvent<null>
  }
}
