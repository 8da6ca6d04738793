/** Who reads, writes and joins a chat, by its kind; of a channel for announcements, whether anyone may find it. */
import { html, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { ErrorCode } from '../../../schema/errors.ts'
import type { ChannelId } from '../../../schema/ids.ts'
import type { ChannelView } from '../../../schema/projection/project-channel.ts'
import { t, type MessageKey } from '../../app/text.ts'
import { StoreController } from '../../controllers/store-controller.ts'
import type { ChatView } from '../../stores/chat-store.ts'
import { base } from '../../styles/shared.ts'
import { factList } from '../settings/fact-list.ts'
import { partStyles } from '../settings/part-styles.ts'
import { SettingsPart } from '../settings/settings-part.ts'

@customElement('cairn-adm-rights')
export class CairnAdmRights extends SettingsPart {
  @property() chatId = ''
  @state() private error = ''
  #chat = new StoreController(this, () => this.stores?.chat(this.chatId as ChannelId))

  protected override render(): unknown {
    const chat = this.#chat.view
    if (!chat) return nothing
    const { channel } = chat
    const [readers, writers, joiners] = rightsOf(channel)
    return html`<section aria-labelledby="rights">
      <h2 id="rights">${t('admin.rights')}</h2>
      ${factList([
        [t('admin.readers'), t(readers)],
        [t('admin.writers'), t(writers)],
        [t('admin.joiners'), t(joiners)],
      ])}
      <p class="explain">${t('admin.kindFixed')}</p>
      ${channel.kind === 'broadcast' ? this.#handle(chat) : nothing}
    </section>`
  }

  /** It waits for a connection by itself, as a new name does. */
  #handle({ channel, takenHandle }: ChatView): unknown {
    return html`<form novalidate @submit=${this.#save}>
      <cairn-field
        name="handle"
        label=${t('info.handle')}
        hint=${t('admin.handleHint')}
        maxlength="32"
        .value=${takenHandle ?? channel.handle}
        error=${this.error || (takenHandle === null ? '' : t('create.taken'))}
      ></cairn-field>
      <cairn-button variant="primary" type="submit">${t('settings.save')}</cairn-button>
    </form>`
  }

  #save = (event: SubmitEvent): void => {
    event.preventDefault()
    const { stores } = this
    const input = { channelId: this.chatId as ChannelId, handle: this.typed('handle').trim() }
    const verdict = stores?.actions.judgeRename(input)
    if (!stores || !verdict) return
    this.error = verdict.allowed
      ? ''
      : verdict.code === ErrorCode.Conflict
        ? t('create.taken')
        : t('create.invalidName')
    if (verdict.allowed) void stores.actions.rename(input).then(() => this.say(t('settings.savedHere')))
  }

  static override styles = [base, partStyles]
}

/** Readers, writers, joiners. */
function rightsOf({ kind, handle }: ChannelView): readonly [MessageKey, MessageKey, MessageKey] {
  const joins = kind === 'group' || handle !== '' ? 'admin.anyoneJoins' : 'admin.byInvitation'
  if (kind === 'public') return ['admin.everyone', 'admin.everyone', 'admin.allIn']
  return ['admin.membersOnly', kind === 'broadcast' ? 'admin.managersOnly' : 'admin.membersOnly', joins]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-adm-rights': CairnAdmRights
  }
}
