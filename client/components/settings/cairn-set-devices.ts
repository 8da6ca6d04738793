/** Where the account is signed in, as the server told it last; signing others out needs a connection. */
import { html, nothing } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import { repeat } from 'lit/directives/repeat.js'
import type { NewDevice } from '../../../schema/new-device.ts'
import { deepActive } from '../../app/focus.ts'
import { formatBrief, formatFull } from '../../app/format.ts'
import { t } from '../../app/text.ts'
import { RowFocusController } from '../../controllers/row-focus-controller.ts'
import { StoreController } from '../../controllers/store-controller.ts'
import { answerYes, unanswered } from '../../notifications/new-devices.ts'
import type { SignedInDevice } from '../../stores/account-api.ts'
import { base } from '../../styles/shared.ts'
import { faultNote } from '../auth/fault-note.ts'
import '../base/cairn-ago.ts'
import '../dialogs/cairn-confirm.ts'
import { partStyles } from './part-styles.ts'
import { SettingsPart } from './settings-part.ts'

@customElement('cairn-set-devices')
export class CairnSetDevices extends SettingsPart {
  @state() private isAsking = false
  #prefs = new StoreController(this, () => this.stores?.prefs)
  protected readonly rowFocus = new RowFocusController(this, {
    rows: () => this.renderRoot.querySelectorAll<HTMLElement>('li'),
    keys: () => this.known?.devices?.map(({ jti }) => jti) ?? [],
    focus: (row) => (row?.querySelector('cairn-button') ?? this.#heading)?.focus(),
  })

  protected override refresh(): Promise<void> | undefined {
    return this.accountStore?.refresh()
  }

  protected override render(): unknown {
    const devices = this.known?.devices
    const asked = this.#prefs.view ? unanswered(this.stores!.device) : []
    const asOf = this.known?.asOfMs
    return html`<section aria-labelledby="devices">
        <h2 id="devices" tabindex="-1">${t('settings.devices')}</h2>
        <p class="explain">${t('devices.explain')}</p>
        ${faultNote(this.reason ? null : this.ask.fault)}
        ${this.reason && asOf ? html`<p class="explain">${t('devices.asOf', { time: formatFull(asOf) })}</p>` : nothing}
        ${
          devices
            ? html`<ul>
                ${repeat(
                  devices,
                  ({ jti }) => jti,
                  (device) =>
                    this.#row(
                      device,
                      asked.find(({ session }) => device.jti.startsWith(session)),
                    ),
                )}
              </ul>`
            : this.unknown()
        }
        ${
          !devices || devices.length > 1
            ? html`<cairn-button icon="log-out" reason=${this.accountReason} @click=${() => (this.isAsking = true)}
                >${t('devices.others')}</cairn-button
              >`
            : nothing
        }
      </section>
      <cairn-confirm
        ?open=${this.isAsking}
        heading=${t('devices.othersAsk')}
        text=${t('devices.explain')}
        action=${t('devices.signOut')}
        danger
        @close=${() => (this.isAsking = false)}
        @confirm=${() => void this.#end(() => this.accountStore!.api.signOutOthers(), t('devices.othersDone'))}
      ></cairn-confirm>`
  }

  /** @param asked  nobody has said yet whether this sign-in was the person */
  #row(device: SignedInDevice, asked: NewDevice | undefined): unknown {
    const { jti, device_name: name, ip_address: address, is_current: isCurrent } = device
    const at = Date.parse(device.last_seen_at)
    const now = this.stores?.device.now() ?? at
    const time = formatBrief(at, now)
    return html`<li data-key=${jti}>
      <cairn-icon name=${/android|iphone|ipad|ios/i.test(name) ? 'phone' : 'monitor'}></cairn-icon>
      <span class="what"
        >${
          asked && !isCurrent
            ? html`<bdi>${t('devices.you', { name, time: formatBrief(asked.at, now) })}</bdi>
                <span class="tag waiting">${t('devices.newTag')}</span>`
            : html`<bdi>${name}</bdi> ${isCurrent ? html`<span class="tag">${t('devices.this')}</span>` : nothing}`
        }
        <small
          >${isCurrent ? t('devices.now') : html`<cairn-ago .at=${at} .now=${now} .words=${lastSeen}></cairn-ago>`} ·
          <bdi>${address}</bdi></small
        ></span
      >
      ${
        isCurrent
          ? nothing
          : html`${asked ? this.#yes(asked) : nothing}<cairn-button
                reason=${this.reason}
                label=${t(asked ? 'devices.signItOutName' : 'devices.signOutName', { name, time })}
                @click=${() =>
                  void this.#end(() => this.accountStore!.api.signOutDevice(jti), t('devices.signedOut', { name }))}
                >${t(asked ? 'devices.signItOut' : 'devices.signOut')}</cairn-button
              >`
      }
    </li>`
  }

  #yes(asked: NewDevice): unknown {
    const answered = () => {
      void answerYes(this.stores!, asked)
      this.#heading?.focus()
    }
    return html`<cairn-button variant="primary" label=${t('devices.yesName', { name: asked.name })} @click=${answered}
      >${t('devices.yes')}</cairn-button
    >`
  }

  async #end(work: Parameters<SettingsPart['send']>[0], done: string): Promise<void> {
    const answer = await this.send(work)
    await this.accountStore?.refresh()
    if (!answer) return
    this.say(done)
    await this.updateComplete
    // All others are gone, and the button with them.
    if (deepActive() === null) this.#heading?.focus()
  }

  get #heading(): HTMLElement | null {
    return this.renderRoot.querySelector('h2')
  }

  static override styles = [base, partStyles]
}

function lastSeen(time: string): string {
  return t('devices.lastSeen', { time })
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-set-devices': CairnSetDevices
  }
}
