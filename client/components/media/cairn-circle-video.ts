/** A round film: pressed, it plays in its place with sound; pressed again, it waits. */
import { css, html, nothing, svg } from 'lit'
import { customElement, query, state } from 'lit/decorators.js'
import { t } from '../../app/text.ts'
import { base } from '../../styles/shared.ts'
import { MediaElement } from './media-element.ts'
import { mediaIcon, mediaIconStyles } from './media-icons.ts'
import { mediaStyles } from './media-styles.ts'
import { playButtonStyles } from './play-button-styles.ts'
import { placeholderUrl } from './placeholder.ts'
import { formatLength, playsNow } from './playing.ts'

@customElement('cairn-circle-video')
export class CairnCircleVideo extends MediaElement {
  @state() private isPlaying = false
  @state() private atMs = 0
  @query('video') private video!: HTMLVideoElement | null

  protected override render(): unknown {
    const { placeholder, durationMs = 0 } = this.file
    const { source } = this
    const isHere = this.whole.view?.state === 'here'
    const blurred = placeholder ? placeholderUrl(placeholder) : null
    const played = durationMs > 0 ? Math.min(100, (this.atMs / durationMs) * 100) : 0
    const label = t(this.isPlaying ? 'media.pause' : 'media.play', { name: t('media.circle') })
    const reason = this.unplayableReason
    return html`<cairn-tooltip text=${reason}
        ><button
          type="button"
          class="round"
          aria-label=${label}
          aria-disabled=${source === null}
          aria-description=${reason || nothing}
          @click=${this.#toggle}
        >
          ${blurred ? html`<img src=${blurred} alt="" />` : nothing}
          ${
            source === null
              ? nothing
              : html`<video
                  tabindex="-1"
                  playsinline
                  preload=${isHere ? 'metadata' : 'none'}
                  src=${source}
                  @play=${() => (this.isPlaying = true)}
                  @pause=${() => (this.isPlaying = false)}
                  @ended=${this.#ended}
                  @timeupdate=${this.#moved}
                ></video>`
          }
          ${this.isPlaying ? nothing : html`<span class="play">${mediaIcon('play')}</span>`}
          <svg class="ring" viewBox="0 0 100 100" aria-hidden="true">
            ${svg`<circle cx="50" cy="50" r="49" pathLength="100" stroke-dasharray="${played} 100" />`}
          </svg>
        </button></cairn-tooltip
      >
      <p class="under">
        ${durationMs > 0 ? html`<span>${formatLength(this.isPlaying ? this.atMs : durationMs)}</span>` : nothing}
        ${this.missing(this.whole.view, true)}
      </p>`
  }

  #toggle = async (): Promise<void> => {
    const { video } = this
    if (!video) return
    if (!video.paused) return video.pause()
    this.holdSource(true)
    playsNow(video)
    try {
      await video.play()
    } catch {
      // Stopped before it began.
    }
  }

  #moved = (): void => {
    this.atMs = (this.video?.currentTime ?? 0) * 1000
  }

  #ended = (): void => {
    this.atMs = 0
    this.isPlaying = false
    this.holdSource(false)
  }

  static override styles = [
    base,
    mediaStyles,
    mediaIconStyles,
    playButtonStyles,
    css`
      :host {
        inline-size: min(100%, 208px);
      }
      .round {
        position: relative;
        display: block;
        inline-size: 100%;
        aspect-ratio: 1;
        overflow: hidden;
        border-radius: 50%;
        background: var(--sunken);
      }
      img,
      video {
        position: absolute;
        inset: 0;
        inline-size: 100%;
        block-size: 100%;
        object-fit: cover;
      }
      .ring {
        position: absolute;
        inset: 0;
        transform: rotate(-90deg);
        fill: none;
        stroke: var(--accent);
        stroke-width: 2;
      }
      .under {
        display: flex;
        align-items: center;
        gap: var(--s2);
        min-block-size: 28px;
        font: var(--t-xs) var(--font);
        color: var(--text-2);
        font-variant-numeric: tabular-nums;
      }
      .under .pill {
        background: none;
        padding: 0;
        color: var(--text-2);
      }
      .under button.pill {
        color: var(--link);
      }
    `,
  ]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-circle-video': CairnCircleVideo
  }
}
