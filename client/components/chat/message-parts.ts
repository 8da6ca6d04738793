/** The plain parts of a message as templates: who and when, its text, its files, and small notes under it. Styled by `message-styles`. */
import { html, nothing, type TemplateResult } from 'lit'
import { formatFull, formatMoment, formatTime } from '../../app/format.ts'
import { t } from '../../app/text.ts'
import type { MessageView } from '../../stores/message-view.ts'
import '../base/cairn-avatar.ts'
import '../base/cairn-icon.ts'
import type { IconName } from '../base/icons.ts'
import { toneOf } from '../base/names.ts'
import '../media/cairn-media.ts'
import { deliveryName, saysWhyItWaits } from './delivery-name.ts'
import './cairn-rich-text.ts'
import './cairn-upload-progress.ts'
import { isJumbo } from './is-jumbo.ts'
import type { Names } from './rich-text-tree.ts'
import { isLate, isoTime } from './times.ts'
import { tint } from './tint.ts'

/** The author's picture, or the time of one that follows another of the same author. */
export function messageGutter({ author, at }: MessageView, follows: boolean): TemplateResult {
  if (follows) {
    return html`<div class="gutter" aria-hidden="true">
      <time datetime=${isoTime(at)} title=${formatFull(at)}>${formatTime(at)}</time>
    </div>`
  }
  return html`<cairn-avatar
    data-person=${author.userId}
    name=${author.name}
    .person=${author.userId}
    src=${author.avatar ?? ''}
  ></cairn-avatar>`
}

/** @param isActive  the row has the focus: its author is a stop of Tab then */
export function messageHeader(message: MessageView, isActive: boolean): TemplateResult {
  const { author, at, writtenAt } = message
  const written = t('chat.written', { time: formatMoment(writtenAt, at) })
  return html`<header>
    <button
      type="button"
      tabindex=${isActive ? 0 : -1}
      class="author n${toneOf(author.userId)}"
      data-person=${author.userId}
      ${tint(author.color)}
    >
      <bdi>${author.name}</bdi>
    </button>
    <time class="meta" datetime=${isoTime(at)} title=${formatFull(at)}>${formatTime(at)}</time>
    ${
      isLate(message)
        ? html`<time class="meta late" datetime=${isoTime(writtenAt)} title=${formatFull(writtenAt)}>${written}</time>`
        : nothing
    }
  </header>`
}

export function messageText(text: string, names: Names): TemplateResult | typeof nothing {
  if (text === '') return nothing
  return html`<cairn-rich-text class=${isJumbo(text) ? 'jumbo' : ''} .text=${text} .names=${names}></cairn-rich-text>`
}

export function messageFiles(message: MessageView): TemplateResult | typeof nothing {
  if (message.files.length + message.links.length === 0) return nothing
  const isOnItsWay = message.delivery !== null && message.seq === 0
  return html`<cairn-media .message=${message}></cairn-media>${
      isOnItsWay
        ? html`<cairn-upload-progress .ids=${message.files.map(({ id }) => id)}></cairn-upload-progress>`
        : nothing
    }`
}

/** In place of the words. */
export function encryptedText(): TemplateResult {
  return html`<p class="encrypted"><cairn-icon name="lock"></cairn-icon>${t('chat.encrypted')}</p>`
}

/** What happened to it: edited, pinned, a change of it that waits, why it is not sent yet. */
export function messageNotes(message: MessageView, now: number): TemplateResult | typeof nothing {
  const { editedAt, waiting, delivery, isPinned } = message
  const notes: TemplateResult[] = []
  if (waiting) notes.push(waitingNote(waiting))
  else if (editedAt !== null) {
    notes.push(
      html`<time class="note" datetime=${isoTime(editedAt)} title=${formatFull(editedAt)}>${t('chat.edited')}</time>`,
    )
  }
  if (isPinned) notes.push(note('pin', t('chat.pinned')))
  if (delivery && saysWhyItWaits(delivery, now)) notes.push(note('clock', deliveryName(delivery, now)))
  return notes.length === 0 ? nothing : html`<div class="foot">${notes}</div>`
}

/** An own change is seen at once; this says that nobody else sees it yet. */
export function waitingNote(waiting: NonNullable<MessageView['waiting']>): TemplateResult {
  return note('clock', t(`chat.waiting.${waiting}`))
}

function note(icon: IconName, text: string): TemplateResult {
  return html`<span class="note"><cairn-icon name=${icon}></cairn-icon>${text}</span>`
}
