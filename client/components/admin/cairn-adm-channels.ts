/** Channels that anyone may find, for the workspace's administrators; public ones can be deleted. */
import { html } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { formatBrief, formatNumber } from '../../app/format.ts'
import { t } from '../../app/text.ts'
import { AdminApi, type AdminChannel } from '../../stores/admin-api.ts'
import { base } from '../../styles/shared.ts'
import { faultNote } from '../auth/fault-note.ts'
import '../dialogs/cairn-confirm.ts'
import { partStyles } from '../settings/part-styles.ts'
import { SettingsPart } from '../settings/settings-part.ts'
import './cairn-adm-table.ts'
import type { TableRow } from './cairn-adm-table.ts'

@customElement('cairn-adm-channels')
export class CairnAdmChannels extends SettingsPart {
  @property({ attribute: false }) api = new AdminApi()
  @state() private channels: readonly AdminChannel[] | null = null
  @state() private asked: AdminChannel | null = null

  protected override render(): unknown {
    const { channels, asked } = this
    const title = asked?.title ?? ''
    const columns = ['admin.name', 'admin.kind', 'admin.memberCount', 'admin.messages', 'admin.lastMessage'] as const
    return html`<section>
        <h2>${t('admin.channels')}</h2>
        <p class="explain">${t('admin.channelsHint')}</p>
        ${faultNote(this.reason ? null : this.ask.fault)}
        ${
          channels === null
            ? html`<p class="explain">${this.waiting}</p>`
            : html`<cairn-adm-table
                label=${t('admin.channels')}
                .columns=${columns.map((key) => t(key))}
                .rows=${channels.map((channel) => this.#row(channel))}
                @row-action=${({ detail }: HTMLElementEventMap['row-action']) =>
                  (this.asked = channels.find(({ id }) => id === detail.id) ?? null)}
              ></cairn-adm-table>`
        }
      </section>
      <cairn-confirm
        ?open=${asked !== null}
        heading=${t('manage.deleteAsk', { title })}
        text=${t('manage.deleteHint')}
        action=${t('manage.delete')}
        word=${title}
        danger
        @close=${() => (this.asked = null)}
        @confirm=${() => asked && void this.#delete(asked)}
      ></cairn-confirm>`
  }

  #row({ id, kind, title, members_count: members, messages_count: messages, ...more }: AdminChannel): TableRow {
    const at = more.last_message_at === null ? 0 : Date.parse(more.last_message_at)
    const reason =
      this.reason || (more.is_default ? t('admin.isDefault') : kind === 'public' ? '' : t('admin.ownersOnly'))
    return {
      ...{ id, name: title },
      cells: [
        { text: title },
        { text: t(`kind.${kind}`) },
        { text: formatNumber(members), order: members },
        { text: formatNumber(messages), order: messages },
        { text: at === 0 ? '–' : formatBrief(at, this.stores?.device.now() ?? at), order: at },
      ],
      items: [{ id: 'delete', label: t('manage.delete'), icon: 'trash-2', danger: true, reason }],
    }
  }

  async #delete({ id, title }: AdminChannel): Promise<void> {
    const done = await this.send(() => this.api.deleteChannel(id))
    if (!done) return
    this.say(t('manage.chatDeleted', { title }))
    await this.refresh()
  }

  protected override async refresh(): Promise<void> {
    this.channels = (await this.told(this.api.channels())) ?? this.channels
  }

  static override styles = [base, partStyles]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-adm-channels': CairnAdmChannels
  }
}
