/** The files of one composer: what lies in its tray, and what its chat has on the way. Found by asking who holds the chat. */
import type { LitElement, ReactiveController } from 'lit'
import { announce } from '../../app/announcer.ts'
import { t } from '../../app/text.ts'
import { StoreController } from '../../controllers/store-controller.ts'
import { isUnsent } from '../../stores/outbox-store.ts'
import type { Stores } from '../../stores/stores.ts'
import { uploadsOf } from '../../uploads/uploads-of.ts'
import { NO_UPLOADS, type UploadsView } from '../../uploads/uploads-store.ts'
import type { UploadView } from '../../uploads/waiting-file.ts'
import { filesIn } from './files-in.ts'
import { askDesk } from '../media/media-desk.ts'

export class ComposerFiles implements ReactiveController {
  #stores: Stores | null = null
  #uploads = new StoreController<UploadsView>(this.host, () => this.stores && uploadsOf(this.stores.device))

  /** @param draftKey  of what is written now */
  constructor(
    private readonly host: LitElement,
    private readonly draftKey: () => string,
  ) {
    host.addController(this)
  }

  hostDisconnected(): void {
    this.#stores = null
  }

  /** null where nobody holds the chat. */
  get stores(): Stores | null {
    return (this.#stores ??= this.host.isConnected ? (askDesk(this.host)?.stores ?? null) : null)
  }

  get view(): UploadsView {
    return this.#uploads.view ?? NO_UPLOADS
  }

  get inTray(): readonly UploadView[] {
    return this.view.files.filter(({ draft }) => draft === this.draftKey())
  }

  /** Nothing of what is in the tray was refused. */
  get canSend(): boolean {
    const files = this.inTray
    return files.length > 0 && files.every(({ state }) => state !== 'refused')
  }

  /** Files of this chat's messages that are not up yet. */
  get waiting(): number {
    const chat = this.draftKey().split('/')[0]
    const items = this.stores?.outbox.view.items ?? []
    const awaited = new Set(items.flatMap((item) => (isUnsent(item) && item.chat?.id === chat ? item.files : [])))
    return this.view.files.filter(({ id, state }) => awaited.has(id) && state !== 'ready').length
  }

  /** What stands under the box. */
  hint(isOffline: boolean): string {
    const count = this.waiting
    if (count > 0) return t(isOffline ? 'files.waitingOffline' : 'files.waiting', { count })
    return isOffline ? t('chat.composer.offline') : ''
  }

  /** The bytes of one, for its picture. */
  preview = async (id: string): Promise<Blob | null> => {
    return this.stores ? uploadsOf(this.stores.device).localFile(id) : null
  }

  /** For `paste`: files go to the tray. @returns whether it was taken */
  pasted(event: ClipboardEvent): boolean {
    const files = event.clipboardData ? filesIn(event.clipboardData) : []
    if (files.length === 0) return false
    event.preventDefault()
    this.host.dispatchEvent(new CustomEvent('files-attached', { detail: { files }, bubbles: true, composed: true }))
    return true
  }

  #sayRemoved(removed: string): void {
    const name = this.view.files.find(({ key }) => key === removed)?.name ?? ''
    announce(t('files.removed', { name }))
  }

  /** For `upload-action` of the tray. */
  act = ({ detail }: HTMLElementEventMap['upload-action']): void => {
    const { stores } = this
    if (!stores) return
    if (detail.action === 'remove') this.#sayRemoved(detail.key)
    void import('../../uploads/change-file.ts').then(({ changeFile }) => changeFile(uploadsOf(stores.device), detail))
  }
}
