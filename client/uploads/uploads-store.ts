/** Files that wait, as this tab shows and changes them. Every change is durable before it shows; the other tabs hear of it. */
import type { FileValue } from '../../schema/registers/messages.ts'
import type { TabChannel } from '../sync/environment.ts'
import { ValueStore } from '../stores/store.ts'
import { byPlace, stateOf, type Active, type Wishes } from './plan.ts'
import type { UploadDisk } from './upload-disk.ts'
import { measuresOf, type UploadView, type Variant, type WaitingFile } from './waiting-file.ts'

export interface UploadsView extends Wishes {
  /** In their order. */
  readonly files: readonly UploadView[]
}

export const NO_UPLOADS: UploadsView = { files: [], holdsBig: false }

type TabWord = { readonly t: 'files' } | { readonly t: 'active'; readonly active: Active | null }

export class UploadsStore extends ValueStore<UploadsView> {
  files: readonly WaitingFile[] = []
  #active: Active | null = null
  #isInTouch = true

  /** @param changed  called after a change of this tab or another one */
  constructor(
    private readonly disk: UploadDisk,
    private readonly channel: TabChannel,
    private readonly wishes: { get(): Wishes; set(wishes: Wishes): void },
    private readonly changed: () => void,
    private readonly report: (what: string, cause?: unknown) => void,
  ) {
    super({ ...NO_UPLOADS, ...wishes.get() })
    channel.listen((message) => this.#heard(message as TabWord))
  }

  async reload(): Promise<void> {
    this.files = [...(await this.disk.load())].sort(byPlace)
    this.#tell()
  }

  /** Rejects with `storage_failed`, and then nothing of it is kept. */
  async add(file: WaitingFile, blobs: Readonly<Partial<Record<Variant, Blob>>>): Promise<void> {
    await this.disk.add(file, blobs)
    this.#took([...this.files, file])
  }

  async change(key: string, step: (file: WaitingFile) => WaitingFile): Promise<void> {
    const after = await this.disk.change(key, step)
    this.#took(this.files.flatMap((file) => (file.key !== key ? [file] : after ? [after] : [])))
  }

  async addVariant(key: string, variant: Variant, blob: Blob): Promise<void> {
    await this.disk.addVariant(key, variant, blob)
  }

  async remove(files: readonly WaitingFile[]): Promise<void> {
    const gone = new Set(files.map(({ key }) => key))
    await this.disk.remove([...gone])
    this.#took(this.files.filter(({ key }) => !gone.has(key)))
  }

  /** What it is to be uploaded as. */
  blob(file: WaitingFile): Promise<Blob | null> {
    return this.disk.blob(file.key, file.variant)
  }

  holdBig(holdsBig: boolean): void {
    this.wishes.set({ holdsBig })
    this.#took(this.files)
  }

  show(active: Active | null): void {
    this.#active = active
    this.channel.post({ t: 'active', active } satisfies TabWord)
    this.#tell()
  }

  /** Without a server in touch nothing is said to be on its way; its bytes may be tried all the same. */
  setInTouch(isInTouch: boolean): void {
    if (isInTouch === this.#isInTouch) return
    this.#isInTouch = isInTouch
    this.#tell()
  }

  inDraft(draft: string): readonly UploadView[] {
    return this.view.files.filter((file) => file.draft === draft)
  }

  ofFile(id: string): UploadView | null {
    return this.view.files.find((file) => file.id === id) ?? null
  }

  /** The bytes of a file that a message names, while this device still has them to send. */
  async localFile(id: FileValue['id']): Promise<Blob | null> {
    const file = this.files.find((one) => one.id === id)
    return file ? this.blob(file) : null
  }

  stop(): void {
    this.channel.close()
    this.disk.close()
  }

  #took(files: readonly WaitingFile[]): void {
    this.files = [...files].sort(byPlace)
    this.channel.post({ t: 'files' } satisfies TabWord)
    this.#tell()
    this.changed()
  }

  #heard(message: TabWord): void {
    if (message.t === 'active') {
      this.#active = message.active
      return this.#tell()
    }
    this.reload().then(this.changed, (cause: unknown) => this.report('reload uploads', cause))
  }

  #tell(): void {
    const wishes = this.wishes.get()
    this.set({ ...wishes, files: this.files.map((file) => viewOf(file, this.#active, wishes, this.#isInTouch)) })
  }
}

function viewOf(file: WaitingFile, active: Active | null, wishes: Wishes, isInTouch: boolean): UploadView {
  const { key, id, chat, draft, variant, sizes, alt = '', refusal } = file
  const { name, type, bytes } = measuresOf(file)
  const sentBytes = Math.min(active?.key === key ? active.sentBytes : file.sentBytes, bytes)
  const state = stateOf(file, isInTouch ? active : null, wishes)
  return { key, id, chat, draft, name, type, bytes, sentBytes, state, variant, sizes, alt, refusal }
}
