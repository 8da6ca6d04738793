/** A voice message or a sound: play, where in it one is, how loud it is over its time, and how fast it goes. */
import { html, nothing, svg, type TemplateResult } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import { intlLocale, t } from '../../app/text.ts'
import { base, visuallyHidden } from '../../styles/shared.ts'
import { MediaElement } from './media-element.ts'
import { mediaIcon, mediaIconStyles } from './media-icons.ts'
import { mediaStyles } from './media-styles.ts'
import { formatLength, learnLength, playsNow } from './playing.ts'
import { voiceStyles } from './voice-styles.ts'
import { barsOf } from './waveform.ts'

const BARS = 48
const SPEEDS = [1, 1.5, 2] as const

/** The one chosen last goes for the next one too. */
let speed: number = SPEEDS[0]

@customElement('cairn-voice')
export class CairnVoice extends MediaElement {
  /** A sound with a name, not a spoken message. */
  @property({ type: Boolean }) named = false
  @state() private isPlaying = false
  @state() private atMs = 0
  @state() private knownMs = 0
  @state() private hasFailed = false
  #hasPressed = false
  @query('audio') private audio!: HTMLAudioElement | null

  protected override render(): unknown {
    const source = this.source
    const name = this.named ? this.file.name : t('media.voice')
    const all = this.#lengthMs
    const label = t(this.isPlaying ? 'media.pause' : 'media.play', { name })
    const reason = this.unplayableReason
    return html`<div class="voice" role="group" aria-label=${name}>
      <cairn-tooltip text=${reason}>
        <button
          type="button"
          class="toggle"
          aria-label=${label}
          aria-disabled=${source === null}
          aria-description=${reason || nothing}
          title=${reason ? nothing : label}
          @click=${this.#toggle}
        >
          ${mediaIcon(this.isPlaying ? 'pause' : 'play')}
        </button>
      </cairn-tooltip>
      <div class="track">
        ${this.named ? html`<bdi class="name">${name}</bdi>` : nothing}
        <div class="line">
          ${this.#waves()}
          <input
            type="range"
            min="0"
            max=${Math.max(1, all / 1000)}
            step="0.1"
            .value=${String(this.atMs / 1000)}
            ?disabled=${source === null}
            aria-label=${t('media.position')}
            aria-valuetext=${t('media.positionOf', { now: formatLength(this.atMs), all: formatLength(all) })}
            @input=${this.#seek}
          />
        </div>
        <span class="times">
          <span aria-hidden="true">${formatLength(this.isPlaying || this.atMs > 0 ? this.atMs : all)}</span>
          ${this.hasFailed ? html`<span>${t('media.unplayable')}</span>` : this.missing(this.whole.view, true)}
        </span>
      </div>
      ${this.#speedButton()}
      ${
        source === null
          ? nothing
          : html`<audio
              preload="none"
              src=${source}
              @play=${this.#started}
              @pause=${() => (this.isPlaying = false)}
              @ended=${this.#ended}
              @timeupdate=${this.#moved}
              @loadedmetadata=${this.#learned}
              @durationchange=${this.#learned}
              @error=${this.#failed}
            ></audio>`
      }
    </div>`
  }

  #speedButton(): TemplateResult {
    const shown = `${new Intl.NumberFormat(intlLocale()).format(speed)}×`
    return html`<button
      type="button"
      class="speed"
      aria-label=${t('media.speed', { speed: shown })}
      @click=${this.#faster}
    >
      ${shown}
    </button>`
  }

  #waves(): TemplateResult {
    const bars = barsOf(this.file.waveform ?? [], BARS)
    const d = bars
      .map((height, n) => {
        const half = Math.max(1, height * 14)
        return `M${n * 4 + 2} ${16 - half}V${16 + half}`
      })
      .join('')
    return html`<svg class="waves" viewBox="0 0 ${BARS * 4} 32" preserveAspectRatio="none" aria-hidden="true">
      ${svg`<path d=${d} /><path class="played" d=${d} />`}
    </svg>`
  }

  protected override updated(): void {
    const all = this.#lengthMs
    const played = all > 0 ? Math.min(1, this.atMs / all) : 0
    this.style.setProperty('--left', `${Math.round((1 - played) * 1000) / 10}%`)
  }

  get #lengthMs(): number {
    return this.file.durationMs ?? this.knownMs
  }

  #toggle = async (): Promise<void> => {
    const { audio } = this
    if (!audio) return
    if (!audio.paused) return audio.pause()
    this.#hasPressed = true
    this.holdSource(true)
    audio.playbackRate = speed
    playsNow(audio)
    try {
      await audio.play()
    } catch {
      // The error event says why; being stopped at once is none.
    }
  }

  #seek = (event: Event): void => {
    const seconds = Number((event.target as HTMLInputElement).value)
    this.atMs = seconds * 1000
    if (this.audio) this.audio.currentTime = seconds
  }

  #faster = (): void => {
    speed = SPEEDS[(SPEEDS.indexOf(speed as 1) + 1) % SPEEDS.length] ?? 1
    if (this.audio) this.audio.playbackRate = speed
    this.requestUpdate()
  }

  #started = (): void => {
    this.isPlaying = true
    this.hasFailed = false
  }

  #ended = (): void => {
    this.isPlaying = false
    this.holdSource(false)
    this.atMs = 0
    if (this.audio) this.audio.currentTime = 0
  }

  #moved = (): void => {
    const { audio } = this
    // Looking for its length goes far beyond its end.
    if (audio && (Number.isFinite(audio.duration) || audio.currentTime < 86_400)) this.atMs = audio.currentTime * 1000
  }

  #learned = (): void => {
    const { audio } = this
    if (!audio) return
    if (Number.isFinite(audio.duration)) this.knownMs = audio.duration * 1000
    else if (this.file.durationMs === undefined) learnLength(audio)
  }

  #failed = (): void => {
    this.isPlaying = false
    // Nobody pressed it: whatever it is, it is not asked for yet.
    this.hasFailed = this.#hasPressed
    this.holdSource(false)
  }

  static override styles = [base, visuallyHidden, mediaStyles, mediaIconStyles, voiceStyles]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-voice': CairnVoice
  }
}
