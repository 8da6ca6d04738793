/** Where messages are to be sent on to: chats and people by name, several of them, with a note before. All from local data. */
import { html, LitElement, nothing } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import type { ChannelId, MessageId } from '../../../schema/ids.ts'
import { formatList } from '../../app/format.ts'
import { notices } from '../../app/notices.ts'
import { t } from '../../app/text.ts'
import { StoreController } from '../../controllers/store-controller.ts'
import { forwardHindrance, forwardMessages, type ForwardHindrance } from '../../stores/forward-messages.ts'
import type { MessageView } from '../../stores/message-view.ts'
import type { Stores } from '../../stores/stores.ts'
import { base, clipped } from '../../styles/shared.ts'
import '../base/cairn-button.ts'
import '../base/cairn-dialog.ts'
import '../base/cairn-field.ts'
import type { CairnDialog } from '../base/cairn-dialog.ts'
import type { CairnField } from '../base/cairn-field.ts'
import { KIND_ICONS } from '../chat/kind-icons.ts'
import { textLine } from '../chat/message-label.ts'
import { storageFailed } from '../chat/storage-failed.ts'
import './cairn-pick-list.ts'
import type { Pick } from './cairn-pick-list.ts'
import { forwardStyles } from './forward-styles.ts'
import { findTargets, targetsOf, type Target } from './switcher-targets.ts'

const SHOWN = 60
/** More than these are counted in the notice. */
const MOST_NAMES = 3

@customElement('cairn-forward')
export class CairnForward extends LitElement {
  @property({ attribute: false }) stores: Stores | null = null
  /** The chat that the messages stand in. */
  @property() chatId = ''
  @property({ attribute: false }) messages: readonly MessageView[] = []
  @state() private chosen: ReadonlyMap<ChannelId, string> = new Map()
  @query('cairn-dialog') private dialog!: CairnDialog
  @query('.note') private note!: CairnField
  #chats = new StoreController(this, () => this.stores?.chats)
  #directory = new StoreController(this, () => this.stores?.directory)

  constructor() {
    super()
    // What is pressed here is no command of the app behind it.
    this.addEventListener('keydown', (event) => event.stopPropagation())
  }

  protected override render(): unknown {
    const [chats, directory] = [this.#chats.view, this.#directory.view]
    if (!chats || !directory) return nothing
    const all = targetsOf(chats, directory, t('chats.savedMessages'), false).filter(({ is }) => is !== 'found')
    const count = this.chosen.size
    return html`<cairn-dialog
      open
      heading=${t('talk.forward.title', { count: this.messages.length })}
      @close=${() => this.remove()}
    >
      <blockquote dir="auto">${this.messages.slice(0, MOST_NAMES).map((message) => this.#line(message))}</blockquote>
      <cairn-pick-list
        autofocus
        label=${t('talk.forward.to')}
        count=${t('talk.forward.chosen', { count })}
        .chosen=${new Set(this.chosen.keys())}
        .find=${(term: string) => findTargets(all, term, SHOWN).map((target) => this.#pick(target))}
        @picked=${this.#toggle}
      ></cairn-pick-list>
      <cairn-field class="note" .rows=${2} maxlength="2000" label=${t('talk.forward.note')}></cairn-field>
      <cairn-button slot="foot" @click=${() => this.dialog.close()}>${t('action.cancel')}</cairn-button>
      <cairn-button
        slot="foot"
        variant="primary"
        reason=${count === 0 ? t('talk.forward.nobody') : ''}
        @click=${this.#send}
        >${t('chat.action.forward')}</cairn-button
      >
    </cairn-dialog>`
  }

  #line({ author, text, files }: MessageView): unknown {
    return html`<span class="clipped"
      ><b><bdi>${author.name}</bdi></b> <bdi>${textLine(text) || files[0]?.name || ''}</bdi></span
    >`
  }

  #pick({ id, title, kind, person, picture }: Target): Pick {
    const hindrance = this.stores && forwardHindrance(this.stores.device, id)
    return {
      id,
      title,
      more: '',
      person,
      picture,
      icon: KIND_ICONS[kind],
      reason: hindrance ? reasonOf(hindrance) : '',
    }
  }

  #toggle = ({ detail: { id, title } }: HTMLElementEventMap['picked']): void => {
    const chosen = new Map(this.chosen)
    if (!chosen.delete(id as ChannelId)) chosen.set(id as ChannelId, title)
    this.chosen = chosen
  }

  #send = (): void => {
    const { stores, chatId, messages, chosen } = this
    if (!stores || chosen.size === 0) return
    const ids = messages.map(({ id }) => id as MessageId)
    const input = { from: chatId as ChannelId, messages: ids, targets: [...chosen.keys()], note: this.note.value }
    const titles = [...chosen.values()]
    const names = formatList(titles.slice(0, MOST_NAMES))
    const rest = Math.max(0, titles.length - MOST_NAMES)
    forwardMessages(stores.device, input).then(
      () => notices.show({ id: 'forwarded', text: t('talk.forward.done', { names, rest }) }),
      storageFailed,
    )
    this.dispatchEvent(new CustomEvent('forwarded', { detail: null }))
    this.dialog.close()
  }

  static override styles = [base, clipped, forwardStyles]
}

function reasonOf(hindrance: ForwardHindrance): string {
  switch (hindrance) {
    case 'admins-only':
      return t('chat.closed.read-only')
    case 'blocked':
      return t('chat.closed.blocked')
    case 'left':
      return t('chat.closed.removed-by-nobody')
    case 'gone':
      return t('talk.forward.gone')
  }
}

/** Opens the question over the page; it goes with its answer. @returns to hear `forwarded` */
export function openForward(stores: Stores, chatId: string, messages: readonly MessageView[]): CairnForward {
  const dialog = new CairnForward()
  Object.assign(dialog, { stores, chatId, messages })
  document.body.append(dialog)
  return dialog
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-forward': CairnForward
  }
}
