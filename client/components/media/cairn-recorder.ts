/** Records over the text box: waves or the camera's picture while it runs, then the recording to listen to, to send or to throw away. */
import { html, LitElement, nothing, type TemplateResult } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import { announce } from '../../app/announcer.ts'
import { direction, t } from '../../app/text.ts'
import type { FileView } from '../../stores/message-view.ts'
import type { Stores } from '../../stores/stores.ts'
import { attachFile } from '../../uploads/attach.ts'
import { storageFailed } from '../chat/storage-failed.ts'
import '../base/cairn-icon.ts'
import type { RecordKind } from './can-record.ts'
import type { Capture, CaptureFault, Recorded } from './capture.ts'
import './cairn-voice.ts'
import { levelWaves } from './level-waves.ts'
import { mediaIcon } from './media-icons.ts'
import { formatLength } from './playing.ts'
import { recordedFile } from './recorded-file.ts'
import { recorderStyles } from './recorder-styles.ts'
import { CIRCLE_MOST_MS, RecordingController } from './recording-controller.ts'

/** The last seconds are counted. */
const COUNTED_MS = 10_000
/** A shorter hold was a slip. */
const SLIP_MS = 600
const AWAY_PX = 100
const LOCK_PX = 60

@customElement('cairn-recorder')
export class CairnRecorder extends LitElement {
  @property() kind: RecordKind = 'voice'
  @property() draftKey = ''
  /** It records while a finger holds the button. */
  @state() private isHeld = false
  @query('video.live') private live!: HTMLVideoElement | null
  #recording = new RecordingController(this, () => this.kind)
  #stores: Stores | null = null
  #key = ''

  async start(stores: Stores | null, isHeld: boolean): Promise<void> {
    this.#stores = stores
    this.#key = this.draftKey
    this.isHeld = isHeld
    await this.#recording.start()
    const { phase } = this.#recording
    if (phase.name === 'recording') announce(t('record.recording'))
    if (phase.name === 'failed') announce(t(wordsOf(phase.fault, this.kind)))
    await this.updateComplete
    if (phase.name === 'failed') this.#focus('.cancel')
    if (phase.name !== 'recording') return
    if (this.live) this.live.srcObject = phase.capture.picture
    if (!isHeld) this.#focus('.stop')
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
    const { phase } = this.#recording
    if (phase.name === 'failed') return this.#lock()
    if (phase.name !== 'recording' || this.hasAttribute('away') || phase.capture.elapsedMs < SLIP_MS)
      return this.#cancel()
    if (isGivenUp) return this.#lock()
    void this.#sendNow()
  }

  /** Another chat is shown: what there is goes into the composer of the one it was for. */
  async putAside(): Promise<void> {
    const recorded = await this.#recording.finish()
    if (recorded && this.#stores) await attachFile(this.#stores, this.#key, recordedFile(recorded)).catch(storageFailed)
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    if (!this.#recording.isOver) void this.putAside()
  }

  protected override render(): unknown {
    return html`<div class="recorder" role="group" aria-label=${t(`record.${this.kind}`)} @keydown=${this.#pressed}>
      ${this.#body()}
    </div>`
  }

  #body(): TemplateResult {
    const { phase } = this.#recording
    switch (phase.name) {
      case 'starting':
        return html`${this.#cancelButton()}<span class="words">${t('record.starting')}</span>`
      case 'failed':
        return html`${this.#cancelButton('x', t('action.close'))}<span class="words bad"
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
      ${this.kind === 'voice' ? levelWaves(capture.levels) : html`<span class="words"></span>`}
      ${isCounted ? html`<span class="words">${t('record.left', { seconds: Math.max(0, Math.ceil(leftMs / 1000)) })}</span>` : nothing}
      ${
        this.isHeld
          ? html`<span class="words held">${t('record.held')}</span>
              ${roundButton('lock', t('record.lock'), this.#lock)}`
          : html`${roundButton('stop', t('record.stop'), this.#stop)} ${this.#sendButton()}`
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

  #cancelButton(icon = 'trash-2', name = t('record.cancel')): TemplateResult {
    return roundButton(icon, name, this.#cancel, 'cancel')
  }

  #sendButton(): TemplateResult {
    return roundButton('send', t('record.send'), this.#sendNow)
  }

  #lock = (): void => {
    this.isHeld = false
    this.removeAttribute('away')
    void this.updateComplete.then(() => this.#focus('.stop'))
  }

  #stop = async (): Promise<void> => {
    await this.#recording.stop()
    await this.updateComplete
    if (!this.isHeld && !this.#recording.isOver) this.#focus('.send')
  }

  #sendNow = async (): Promise<void> => {
    await this.#stop()
    if (this.#recording.phase.name !== 'recorded') return
    const recorded = await this.#recording.finish()
    const detail = { files: recorded ? [recordedFile(recorded)] : [], send: true }
    this.dispatchEvent(new CustomEvent('files-recorded', { detail, bubbles: true, composed: true }))
    this.dispatchEvent(new CustomEvent('recorder-closed'))
  }

  #cancel = (): void => {
    this.#recording.throwAway()
    this.dispatchEvent(new CustomEvent('recorder-closed'))
  }

  /** Escape ends what runs; it throws nothing away, and means nothing to the chat. */
  #pressed = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return
    event.stopPropagation()
    event.preventDefault()
    const { name } = this.#recording.phase
    if (name === 'recording') void this.#stop()
    else if (name !== 'recorded') this.#cancel()
  }

  #focus(selector: string): void {
    this.renderRoot.querySelector<HTMLElement>(selector)?.focus()
  }

  static override styles = recorderStyles
}

/** @param kind  its class, which is its icon's name as a rule */
function roundButton(icon: string, name: string, run: () => unknown, kind = icon): TemplateResult {
  return html`<button type="button" class="round ${kind}" aria-label=${name} title=${name} @click=${run}>
    ${icon === 'stop' ? mediaIcon(icon) : html`<cairn-icon name=${icon}></cairn-icon>`}
  </button>`
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
