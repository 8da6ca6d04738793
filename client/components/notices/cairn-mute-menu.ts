/** [Mute v] of one chat: what notifies, and for how long nothing does. Works offline; counts on all of the person's devices. */
import { html, LitElement, nothing } from 'lit'
import { customElement, property, query } from 'lit/decorators.js'
import type { ChannelId } from '../../../schema/ids.ts'
import type { ChannelPrefs } from '../../../schema/registers/account.ts'
import { NOTICE_LEVELS, placeOfKind } from '../../../schema/rules/notice-settings.ts'
import { formatBrief } from '../../app/format.ts'
import { notices } from '../../app/notices.ts'
import { t } from '../../app/text.ts'
import { StoreController } from '../../controllers/store-controller.ts'
import type { ChatView } from '../../stores/chat-store.ts'
import { noticeSettings } from '../../stores/notice-settings.ts'
import type { Stores } from '../../stores/stores.ts'
import type { CairnMenu, MenuItem, MenuSelectEvent } from '../base/cairn-menu.ts'
import '../base/cairn-menu.ts'
import type { Box } from '../base/place.ts'
import { MUTE_CHOICES, muteUntil } from './mute-times.ts'

@customElement('cairn-mute-menu')
export class CairnMuteMenu extends LitElement {
  @property({ attribute: false }) stores: Stores | null = null
  @property() chatId = ''
  /** No button: opened by `openAt`. */
  @property({ type: Boolean }) bare = false
  @query('cairn-menu') private menu!: CairnMenu | null
  #chat = new StoreController(this, () => this.stores?.chat(this.chatId as ChannelId))
  #prefs = new StoreController(this, () => this.stores?.prefs)

  async openAt(anchor: Box, returnTo: HTMLElement): Promise<void> {
    await this.updateComplete
    await this.menu?.openAt(anchor, returnTo)
  }

  protected override render(): unknown {
    const chat = this.#chat.view
    // Nobody else writes there.
    if (!chat || !this.#prefs.view || chat.channel.kind === 'saved') return nothing
    return html`<cairn-menu
      ?bare=${this.bare}
      variant="plain"
      icon=${chat.isMuted ? 'bell-off' : 'bell'}
      text=${this.#words(chat)}
      label=${chat.isMuted ? `${this.#words(chat)}. ${t('mute.menu')}` : t('mute.menu')}
      .items=${this.#items(chat)}
      @select=${({ detail }: MenuSelectEvent) => this.#choose(chat, detail.id)}
    ></cairn-menu>`
  }

  #words({ isMuted, prefs }: ChatView): string {
    if (!isMuted) return t('mute.button')
    const now = this.stores?.device.now() ?? 0
    return typeof prefs.muted === 'number'
      ? t('mute.mutedUntil', { time: formatBrief(prefs.muted, now) })
      : t('mute.muted')
  }

  #items(chat: ChatView): readonly MenuItem[] {
    const now = chat.prefs.notify ?? this.#usual(chat)
    const levels = NOTICE_LEVELS.map((id) => ({ id, label: t(`notices.level.${id}`), checked: id === now }))
    const hint = t('mute.hint')
    const mutes = chat.isMuted
      ? [{ id: 'end', label: t('mute.end'), icon: 'bell' as const, apart: true, hint }]
      : MUTE_CHOICES.map((id, n) => ({ id, label: t(`mute.${id}`), icon: 'bell-off' as const, apart: n === 0, hint }))
    return [...levels, ...mutes]
  }

  #usual({ channel }: ChatView) {
    return noticeSettings(this.stores!.device).levels[placeOfKind(channel.kind)]
  }

  #choose(chat: ChatView, id: string): void {
    const level = NOTICE_LEVELS.find((one) => one === id)
    // What is usual for its kind follows the settings again.
    if (level) return void this.#set({ notify: level === this.#usual(chat) ? null : level })
    const choice = MUTE_CHOICES.find((one) => one === id)
    if (!choice) {
      return void this.#set({ muted: null })?.then(() => notices.show({ id: 'mute', text: t('mute.ended') }))
    }
    void this.#set({ muted: muteUntil(choice, this.stores!.device.now()) })?.then(() =>
      notices.show({
        id: 'mute',
        text: t('mute.hint'),
        durationMs: 8_000,
        actions: [{ id: 'undo', label: t('action.undo') }],
        answered: (answer) => answer === 'undo' && void this.#set({ muted: null }),
      }),
    )
  }

  #set(change: { readonly [Key in 'muted' | 'notify']?: ChannelPrefs[Key] | null }): Promise<void> | undefined {
    return this.stores?.actions.setChat(this.chatId as ChannelId, change)
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-mute-menu': CairnMuteMenu
  }
  interface HTMLElementEventMap {
    /** The menu is wanted beside a box of the window; `from` gets the focus back. */
    'mute-wanted': CustomEvent<{ readonly anchor: Box; readonly from: HTMLElement }>
  }
}
