/** Everyone with an account, for the workspace's administrators: last seen, administrators, switching off, signing out, mails. */
import { html, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { formatBrief, formatNumber } from '../../app/format.ts'
import { t } from '../../app/text.ts'
import { AdminApi, type AdminPerson } from '../../stores/admin-api.ts'
import { base } from '../../styles/shared.ts'
import { faultNote } from '../auth/fault-note.ts'
import '../dialogs/cairn-confirm.ts'
import { partStyles } from '../settings/part-styles.ts'
import { SettingsPart } from '../settings/settings-part.ts'
import './cairn-adm-table.ts'
import type { TableRow } from './cairn-adm-table.ts'
import { personMenu, runPersonMenu } from './person-menu.ts'

/** What is asked before it is done. */
const ASKED = {
  disable: { heading: 'admin.disableAsk', text: 'admin.disableHint', action: 'admin.disable' },
  'end-sessions': { heading: 'admin.endAsk', text: 'admin.endHint', action: 'admin.endSessions' },
  'unmake-admin': { heading: 'admin.unmakeAsk', text: 'admin.unmakeHint', action: 'admin.unmakeAdmin' },
  'make-admin': { heading: 'admin.makeAsk', text: 'admin.makeHint', action: 'admin.makeAdmin' },
} as const
/** Of these, what ends something at once: the name is typed first. */
const TYPED: ReadonlySet<string> = new Set(['disable', 'end-sessions'])

@customElement('cairn-adm-people')
export class CairnAdmPeople extends SettingsPart {
  @property({ attribute: false }) api = new AdminApi()
  @state() private people: readonly AdminPerson[] | null = null
  @state() private asked: { readonly what: keyof typeof ASKED; readonly person: AdminPerson } | null = null

  protected override render(): unknown {
    const { people, asked } = this
    const words = asked && ASKED[asked.what]
    const name = asked?.person.username ?? ''
    return html`<section aria-labelledby="people">
        <h2 id="people" tabindex="-1">${t('admin.people')}</h2>
        ${faultNote(this.reason ? null : this.ask.fault)}
        ${this.reason && people ? html`<p class="explain">${this.reason}</p>` : nothing}
        ${
          people === null
            ? html`<p class="explain">${this.waiting}</p>`
            : html`<p class="explain">${t('admin.shown', { n: people.length })}</p>
                <cairn-adm-table
                  label=${t('admin.people')}
                  .columns=${[t('admin.name'), t('admin.lastSeen'), t('admin.devices'), t('admin.state')]}
                  .rows=${people.map((person) => this.#row(person))}
                  @row-action=${this.#choose}
                ></cairn-adm-table>`
        }
      </section>
      <cairn-confirm
        ?open=${asked !== null}
        heading=${words ? t(words.heading, { name }) : ''}
        text=${words ? t(words.text, { name }) : ''}
        action=${words ? t(words.action) : ''}
        word=${asked && TYPED.has(asked.what) ? name : ''}
        ?danger=${asked?.what !== 'make-admin'}
        @close=${() => (this.asked = null)}
        @confirm=${() => asked && void this.#do(asked.what, asked.person)}
      ></cairn-confirm>`
  }

  #row(person: AdminPerson): TableRow {
    const { id, username, sessions, is_online: isOnline, last_seen_at: seenAt } = person
    const at = isOnline ? Infinity : seenAt === null ? 0 : Date.parse(seenAt)
    const now = this.stores?.device.now() ?? at
    const state = person.is_disabled ? 'admin.off' : person.is_admin ? 'admin.isAdmin' : 'admin.active'
    const seen = isOnline ? t('admin.now') : at === 0 ? t('admin.never') : formatBrief(at, now)
    return {
      ...{ id, name: username },
      cells: [
        { text: username },
        { text: seen, order: at },
        { text: formatNumber(sessions), order: sessions },
        { text: t(state) },
      ],
      items: personMenu(person, id === this.stores?.device.userId, this.reason),
    }
  }

  #choose = ({ detail }: HTMLElementEventMap['row-action']): void => {
    const person = this.people?.find(({ id }) => id === detail.id)
    if (!person) return
    if (detail.action in ASKED) this.asked = { what: detail.action as keyof typeof ASKED, person }
    else void this.#do(detail.action, person)
  }

  async #do(action: string, { id, username }: AdminPerson): Promise<void> {
    const done = await this.send(() => runPersonMenu(action, id, this.api))
    if (!done) return
    this.say(action === 'mail' ? t('admin.mailed', { name: username }) : t('admin.done'))
    await this.refresh()
  }

  protected override async refresh(): Promise<void> {
    this.people = (await this.told(this.api.people())) ?? this.people
  }

  static override styles = [base, partStyles]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-adm-people': CairnAdmPeople
  }
}
