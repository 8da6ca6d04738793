/** The safety number of a direct message: what two people compare, and whose keys it is made of. */
import { css, html, LitElement, nothing, type PropertyValues } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { ChannelId, UserId } from '../../../schema/ids.ts'
import type { PersonView } from '../../../schema/projection/project-person.ts'
import type { DirectoryKey } from '../../../schema/registers/directory.ts'
import { announce } from '../../app/announcer.ts'
import { copyText } from '../../app/copy-text.ts'
import { t } from '../../app/text.ts'
import { StoreController } from '../../controllers/store-controller.ts'
import { safetyNumber } from '../../stores/safety-number.ts'
import type { Stores } from '../../stores/stores.ts'
import { base } from '../../styles/shared.ts'
import '../base/cairn-button.ts'
import '../base/cairn-empty.ts'

interface KeyHolder {
  readonly person: PersonView
  readonly key: DirectoryKey | null
}

@customElement('cairn-safety')
export class CairnSafety extends LitElement {
  @property({ attribute: false }) stores: Stores | null = null
  @property() chatId = ''
  /** null while it is made, and where a key is missing. */
  @state() private groups: readonly string[] | null = null
  @state() private isFailed = false
  /** The keys that `groups` is made of. */
  #madeOf = ''
  /** The key of each as this page has told it last. */
  #told = new Map<UserId, string>()
  /** Who has another one since the page was opened. */
  #renewed = new Set<UserId>()
  #chat = new StoreController(this, () => this.stores?.chat(this.chatId as ChannelId))
  #directory = new StoreController(this, () => this.stores?.directory)

  protected override willUpdate(changed: PropertyValues<this>): void {
    const people = this.#people()
    if (changed.has('chatId')) for (const seen of [this.#told, this.#renewed]) seen.clear()
    for (const holder of people) this.#compare(holder)
    const [me, other] = people
    const madeOf = me?.key && other?.key ? `${me.key.print} ${other.key.print}` : ''
    if (madeOf === this.#madeOf) return
    this.#madeOf = madeOf
    this.groups = null
    this.isFailed = false
    if (!me?.key || !other?.key) return
    safetyNumber(fingerprint(me.person, me.key), fingerprint(other.person, other.key)).then(
      (groups) => {
        if (madeOf === this.#madeOf) this.groups = groups
      },
      () => {
        if (madeOf === this.#madeOf) this.isFailed = true
      },
    )
  }

  protected override render(): unknown {
    const people = this.#people()
    const [, other] = people
    // Until all is read from the disk, nobody can tell who has a key.
    if (!this.#directory.view || !this.#chat.view || this.#chat.view.state === 'loading') return nothing
    if (!other) return html`<cairn-empty icon="lock" text=${t('safety.none')}></cairn-empty>`
    const isWhole = people.every(({ key }) => key !== null)
    return html`${isWhole ? html`<p>${t('safety.how', { name: nameOf(other) })}</p>` : nothing}
      ${people.filter(({ person }) => this.#renewed.has(person.userId)).map((holder) => html`<p class="lack">${renewedWords(holder)}</p>`)}
      ${this.isFailed ? html`<p class="lack">${t('safety.failed')}</p>` : nothing}
      ${this.groups ? this.#number(this.groups) : nothing}
      <ul>
        ${people.map((holder) => html`<li class=${holder.key ? '' : 'lack'}>${keyWords(holder)}</li>`)}
      </ul>
      <p class="small">${t('safety.word')}</p>`
  }

  /** A number that was compared is worth nothing once a key is another one: who looks at it is told. */
  #compare(holder: KeyHolder): void {
    const { person, key } = holder
    const before = this.#told.get(person.userId)
    if (!key || key.print === before) return
    this.#told.set(person.userId, key.print)
    if (before === undefined) return
    this.#renewed.add(person.userId)
    announce(renewedWords(holder))
  }

  #number(groups: readonly string[]): unknown {
    return html`<ol dir="ltr" aria-label=${t('safety.title')}>
        ${groups.map((group) => html`<li><code>${group}</code></li>`)}
      </ol>
      <cairn-button icon="copy" @click=${() => void copyText(groups.join(' '))}>${t('action.copy')}</cairn-button>`
  }

  /** Oneself, then the other one; nobody where the chat is of more people, or of one. */
  #people(): readonly KeyHolder[] {
    const { stores } = this
    const other = this.#chat.view?.channel.other ?? null
    if (!stores || other === null) return []
    const { directory, device } = stores
    return [device.userId, other].map((id) => ({ person: directory.person(id), key: directory.key(id) }))
  }

  static override styles = [
    base,
    css`
      :host {
        display: grid;
        gap: var(--s4);
        justify-items: start;
        padding: var(--s4);
        font: var(--t-md) var(--font);
        color: var(--text);
      }
      ol,
      ul {
        display: grid;
        gap: var(--s2);
        margin: 0;
        padding: 0;
        list-style: none;
      }
      ol {
        grid-template-columns: repeat(auto-fill, minmax(7ch, 1fr));
        justify-self: stretch;
        padding: var(--s3);
        border-radius: var(--r1);
        background: var(--sunken);
        text-align: center;
      }
      code {
        font: var(--t-lg) var(--mono);
        user-select: all;
      }
      .small,
      ul {
        font: var(--t-sm) var(--font);
        color: var(--text-2);
        overflow-wrap: anywhere;
      }
      .lack {
        color: var(--warn);
      }
    `,
  ]
}

function fingerprint({ userId }: PersonView, { print }: DirectoryKey): { userId: UserId; print: string } {
  return { userId, print }
}

/** Whatever its script, it does not turn the words around it. */
function nameOf({ person }: KeyHolder): string {
  return `\u2068${person.name}\u2069`
}

function renewedWords(holder: KeyHolder): string {
  return t('safety.renewed', { name: nameOf(holder) })
}

function keyWords(holder: KeyHolder): string {
  const { key } = holder
  const name = nameOf(holder)
  return key ? t('safety.key', { name, version: key.version }) : t('safety.noKey', { name })
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-safety': CairnSafety
  }
}
