/** What one tells of oneself, also offline, and the username, which the server gives. */
import { css, html } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import { MAX_BIO_CHARS, MAX_NAME_CHARS } from '../../../schema/limits.ts'
import { t } from '../../app/text.ts'
import { StoreController } from '../../controllers/store-controller.ts'
import { profileStoreOf } from '../../stores/profile-store.ts'
import { base } from '../../styles/shared.ts'
import { judgeUsername } from '../auth/account-form.ts'
import { faultNote } from '../auth/fault-note.ts'
import './cairn-set-picture.ts'
import { partStyles } from './part-styles.ts'
import { SettingsPart } from './settings-part.ts'

/** What the picker shows while the colour is the one that the account's number gives. */
const ANY_COLOR = '#00705c'

@customElement('cairn-set-profile')
export class CairnSetProfile extends SettingsPart {
  /** Chosen and not saved yet; null = as it is. */
  @state() private color: string | null = null
  @state() private nameError = ''
  #profile = new StoreController(this, () => this.stores && profileStoreOf(this.stores))
  #directory = new StoreController(this, () => this.stores?.directory)

  protected override render(): unknown {
    const profile = this.#profile.view
    const me = this.#directory.view?.me
    const color = this.color ?? profile?.color ?? ''
    return html`<section aria-labelledby="about">
        <h2 id="about">${t('profile.about')}</h2>
        <cairn-set-picture .stores=${this.stores}></cairn-set-picture>
        <form novalidate @submit=${this.#save}>
          <cairn-field
            name="name"
            label=${t('profile.name')}
            hint=${t('profile.nameHint')}
            autocomplete="name"
            maxlength=${MAX_NAME_CHARS}
            .value=${profile?.name ?? ''}
          ></cairn-field>
          <cairn-field
            name="status"
            label=${t('profile.status')}
            hint=${t('profile.statusHint')}
            maxlength=${MAX_NAME_CHARS}
            .value=${profile?.status ?? ''}
          ></cairn-field>
          <cairn-field
            name="bio"
            rows="4"
            label=${t('profile.bio')}
            maxlength=${MAX_BIO_CHARS}
            .value=${profile?.bio ?? ''}
          ></cairn-field>
          <div class="color">
            <label for="color">${t('profile.color')}</label>
            <input
              id="color"
              type="color"
              .value=${color || ANY_COLOR}
              @input=${(event: Event) => (this.color = (event.target as HTMLInputElement).value)}
            />
            <cairn-button variant="quiet" ?disabled=${color === ''} @click=${() => (this.color = '')}
              >${t('profile.colorDefault')}</cairn-button
            >
          </div>
          <cairn-button type="submit" variant="primary" ?disabled=${!this.stores}>${t('settings.save')}</cairn-button>
        </form>
      </section>
      <section aria-labelledby="username">
        <h2 id="username">${t('profile.username')}</h2>
        <p class="explain">${t('profile.usernameExplain')}</p>
        <form novalidate @submit=${this.#rename}>
          ${faultNote(this.ask.fault, ['username'])}
          <cairn-field
            name="username"
            label=${t('profile.username')}
            hint=${t('auth.usernameHint')}
            autocomplete="username"
            error=${this.ask.blames('username') ? this.#usernameFault() : this.nameError}
            .value=${me?.username ?? ''}
          ></cairn-field>
          ${this.submitButton(t('profile.changeUsername'), 'plain')}
        </form>
      </section>`
  }

  #usernameFault(): string {
    return this.ask.fault?.code === 'conflict' ? t('auth.taken') : t('auth.invalidName')
  }

  #save = (event: SubmitEvent): void => {
    event.preventDefault()
    const { stores, color } = this
    if (!stores) return
    const [name, status, bio] = [this.typed('name'), this.typed('status'), this.typed('bio')].map((text) => text.trim())
    void stores.actions.setProfile({ name, status, bio, ...(color === null ? {} : { color }) }).then(() => {
      this.color = null
      this.say(this.isLive ? t('settings.saved') : t('settings.savedHere'))
    })
  }

  #rename = (event: SubmitEvent): void => {
    event.preventDefault()
    const name = this.typed('username').trim()
    this.nameError = judgeUsername(name) ? '' : t('auth.invalidName')
    if (this.nameError) return this.field('username')?.focus()
    if (name === this.#directory.view?.me.username) return
    void this.send(() => this.accountStore!.api.rename(name)).then((answer) => {
      if (!answer) return
      this.say(t('profile.renamed', { name }))
      this.dispatchEvent(new CustomEvent('account-changed', { bubbles: true, composed: true }))
    })
  }

  static override styles = [
    base,
    partStyles,
    css`
      .color {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--s2) var(--s3);
        font: 550 var(--t-sm) var(--font);
      }
      input {
        inline-size: 56px;
        block-size: max(36px, var(--target));
        padding: 2px;
        border: 1px solid var(--line-strong);
        border-radius: var(--r1);
        background: var(--surface);
      }
    `,
  ]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-set-profile': CairnSetProfile
  }
}
