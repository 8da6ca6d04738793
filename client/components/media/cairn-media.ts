/** The files and links of a message: pictures together, the rest below each other. Every box has its size before its bytes come. */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { classMap } from 'lit/directives/class-map.js'
import { t } from '../../app/text.ts'
import { mediaKind } from '../../stores/media-kind.ts'
import type { FileView, LinkView, MessageView } from '../../stores/message-view.ts'
import { base } from '../../styles/shared.ts'
import { formatBytes } from '../chat/times.ts'
import './cairn-circle-video.ts'
import './cairn-file.ts'
import './cairn-image.ts'
import './cairn-video.ts'
import './cairn-voice.ts'
import { columnsOf } from './fit-box.ts'
import { askDesk, type MediaDesk } from './media-desk.ts'

type Shown = Pick<MessageView, 'id' | 'type' | 'files' | 'links'>

@customElement('cairn-media')
export class CairnMedia extends LitElement {
  @property({ attribute: false }) message: Shown | null = null
  #desk: MediaDesk | null = null

  override connectedCallback(): void {
    super.connectedCallback()
    this.#desk = askDesk(this)
  }

  protected override render(): unknown {
    const { message } = this
    if (!message) return nothing
    const kinds = message.files.map((file) => ({ file, kind: mediaKind(file, message.type) }))
    const pictures = kinds.filter(({ kind }) => kind === 'picture').map(({ file }) => file)
    const others = kinds.filter(({ kind }) => kind !== 'picture')
    return html`${pictures.length > 0 ? this.#pictures(message.id, pictures) : nothing}
    ${others.map(({ file, kind }) => this.#other(message.id, file, kind))}
    ${message.links.map((link) => linkTemplate(link))}`
  }

  #pictures(messageId: string, files: readonly FileView[]): TemplateResult {
    const columns = columnsOf(files.length)
    return html`<div class=${classMap({ pictures: true, several: columns > 1, three: columns === 3 })}>
      ${files.map(
        (file) =>
          html`<cairn-image
            .file=${file}
            .messageId=${messageId}
            .desk=${this.#desk}
            ?tile=${columns > 1}
          ></cairn-image>`,
      )}
    </div>`
  }

  #other(messageId: string, file: FileView, kind: ReturnType<typeof mediaKind>): TemplateResult {
    switch (kind) {
      case 'video':
        return html`<cairn-video .file=${file} .messageId=${messageId} .desk=${this.#desk}></cairn-video>`
      case 'circle':
        return html`<cairn-circle-video .file=${file} .messageId=${messageId} .desk=${this.#desk}></cairn-circle-video>`
      case 'voice':
      case 'sound':
        return html`<cairn-voice
          .file=${file}
          .messageId=${messageId}
          .desk=${this.#desk}
          ?named=${kind === 'sound'}
        ></cairn-voice>`
      default:
        return html`<cairn-file .file=${file} .messageId=${messageId} .desk=${this.#desk}></cairn-file>`
    }
  }

  static override styles = [
    base,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        justify-items: start;
        gap: var(--s1);
        margin-block: var(--s1);
      }
      .pictures {
        inline-size: min(100%, 360px);
      }
      .several {
        display: grid;
        grid-template-columns: repeat(2, minmax(0, 1fr));
        gap: 3px;
      }
      .three {
        grid-template-columns: repeat(3, minmax(0, 1fr));
      }
      .link {
        max-inline-size: min(100%, 360px);
        padding-block: var(--s1);
        font: var(--t-sm) var(--font);
      }
      .link a {
        overflow-wrap: anywhere;
      }
      .link span {
        display: block;
        font: var(--t-xs) var(--font);
        color: var(--text-2);
      }
    `,
  ]
}

/** What lies elsewhere is never fetched: who wants it goes there. */
export function linkTemplate({ url, type, bytes }: LinkView): TemplateResult {
  return html`<p class="link">
    <a href=${url} target="_blank" rel="noopener noreferrer nofollow"><bdi>${nameOf(url)}</bdi></a>
    <span>${t('media.link', { type, size: formatBytes(bytes) })}</span>
  </p>`
}

/** The host and the last part of the path: enough to tell where it leads. */
export function nameOf(url: string): string {
  if (!URL.canParse(url)) return url
  const { host, pathname } = new URL(url)
  const last = pathname.split('/').filter(Boolean).at(-1)
  return last === undefined ? host : `${host} … ${last}`
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-media': CairnMedia
  }
}
