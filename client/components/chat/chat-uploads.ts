/** Files that come to a chat or thread: from the button, a drop, a paste, a recorder; and what its message events say of them. */
import type { ReactiveController, ReactiveControllerHost } from 'lit'
import { MAX_FILES_PER_MESSAGE } from '../../../schema/limits.ts'
import type { ChannelId } from '../../../schema/ids.ts'
import { notices } from '../../app/notices.ts'
import { t } from '../../app/text.ts'
import type { Stores } from '../../stores/stores.ts'
import { attachFile, FileTooLarge, sendFile, type FileTarget, type NewFile } from '../../uploads/attach.ts'
import { uploadsOf } from '../../uploads/uploads-of.ts'
import { formatBytes } from './times.ts'

interface Host extends ReactiveControllerHost, HTMLElement {
  readonly stores: Stores | null
  readonly chatId: string
}

export class ChatUploads implements ReactiveController {
  #depth = 0

  /**
   * @param draftKey  of the composer; null where nothing can be written
   * @param isEditing  a message is being edited: an edit changes its text alone (docs/behaviour.md, MG21)
   * @param takeReply  what a recording answers that is sent by itself: asked once for each
   */
  constructor(
    private readonly host: Host,
    private readonly draftKey: () => string | null,
    private readonly isEditing: () => boolean,
    private readonly takeReply: () => FileTarget['replyTo'],
  ) {
    host.addController(this)
    host.addEventListener('files-attached', ({ detail }) => this.#attach(detail.files, detail.taken))
    host.addEventListener('files-recorded', ({ detail }) => void this.#take(detail.files, detail.send))
    host.addEventListener('dragenter', this.#enter)
    host.addEventListener('dragover', this.#over)
    host.addEventListener('dragleave', this.#leave)
    host.addEventListener('drop', this.#drop)
  }

  hostUpdated(): void {
    this.#sayDrop()
  }

  /** What is recorded goes to the draft, which comes back after the edit; what is chosen, dropped or pasted is not taken. */
  #attach(files: readonly File[], taken: (areTaken: boolean) => void = () => undefined): void {
    if (!this.isEditing()) return void this.#take(files).then(taken)
    notices.show({ id: 'files', text: t('files.notInEdit') })
    taken(false)
  }

  /** @returns whether all of them are on the device */
  async #take(files: readonly (NewFile | File)[], isSent = false): Promise<boolean> {
    const { stores } = this.host
    const draft = this.draftKey()
    if (!stores || draft === null) return false
    const room = isSent ? files.length : MAX_FILES_PER_MESSAGE - uploadsOf(stores.device).inDraft(draft).length
    if (files.length > room) notices.show({ id: 'files', text: t('files.tooMany', { count: MAX_FILES_PER_MESSAGE }) })
    const target = { channelId: this.host.chatId as ChannelId, replyTo: isSent ? this.takeReply() : undefined }
    let isEach = files.length <= room
    for (const given of files.slice(0, Math.max(0, room))) {
      const file = given instanceof File ? { blob: given, name: given.name } : given
      try {
        await (isSent ? sendFile(stores, target, file) : attachFile(stores, draft, file))
      } catch (error) {
        notices.show({ id: `file-${file.name}`, text: reasonOf(error, file.name), durationMs: 10_000 })
        isEach = false
      }
    }
    return isEach
  }

  #enter = (event: DragEvent): void => {
    if (!this.#isWanted(event)) return
    event.preventDefault()
    this.#depth++
    this.#sayDrop()
    this.host.toggleAttribute('dropping', true)
  }

  #over = (event: DragEvent): void => {
    if (this.#isWanted(event)) event.preventDefault()
  }

  /** Children are entered and left on the way. */
  #leave = (): void => {
    this.#depth = Math.max(0, this.#depth - 1)
    if (this.#depth === 0) this.host.removeAttribute('dropping')
  }

  #drop = (event: DragEvent): void => {
    this.#depth = 0
    this.host.removeAttribute('dropping')
    if (!this.#isWanted(event)) return
    event.preventDefault()
    this.#attach([...(event.dataTransfer?.files ?? [])])
  }

  /** On the outline: what a drop does, or why it does nothing. */
  #sayDrop(): void {
    this.host.dataset['drop'] = t(this.isEditing() ? 'files.notInEdit' : 'files.drop')
  }

  #isWanted({ dataTransfer }: DragEvent): boolean {
    return dataTransfer?.types.includes('Files') === true && this.draftKey() !== null
  }
}

function reasonOf(error: unknown, name: string): string {
  if (error instanceof FileTooLarge) return t('files.tooLarge', { name, limit: formatBytes(error.limit) })
  const { code } = error as { code?: string }
  return code === 'invalid' ? t('files.empty', { name }) : t('files.noRoom', { name })
}

declare global {
  interface HTMLElementEventMap {
    'files-recorded': CustomEvent<{ readonly files: readonly (NewFile | File)[]; readonly send?: boolean }>
  }
}
