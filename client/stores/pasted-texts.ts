/**
 * Long pasted texts that wait for a word of their person, file or text (docs/behaviour.md, MG22, MG32): on this device, beside the
 * draft that they were pasted into. One that the browser has no room for lasts as long as the page.
 */
import { parseDraftKey } from './draft-key.ts'
import { keepText, type ListedBox } from './local-box.ts'

const END = '/paste'

export class PastedTexts {
  #unkept = new Map<string, string>()
  #view: ReadonlyMap<string, string> | null = null

  /** @param begin  of their names in the box, as those of drafts have it */
  constructor(
    private readonly box: ListedBox,
    private readonly begin: string,
    private readonly changed: () => void,
  ) {}

  /** draft key -> text */
  get view(): ReadonlyMap<string, string> {
    return (this.#view ??= new Map([...this.#boxed(), ...this.#unkept]))
  }

  /** '' = none waits. */
  text(key: string): string {
    return this.view.get(key) ?? ''
  }

  /** @param text  '' = it has its word. Throws `storage_failed`; it waits all the same */
  keep(key: string, text: string): void {
    const name = this.begin + key + END
    this.#unkept.delete(key)
    try {
      if (text === '') this.box.removeItem(name)
      else keepText(this.box, name, text)
    } catch (cause) {
      this.#unkept.set(key, text)
      throw cause
    } finally {
      this.#view = null
      this.changed()
    }
  }

  /** Another tab changed some of them. */
  reload(): void {
    this.#view = null
  }

  #boxed(): [key: string, text: string][] {
    const names = this.box.keys().filter((name) => name.startsWith(this.begin) && name.endsWith(END))
    return names.flatMap((name) => {
      const key = name.slice(this.begin.length, -END.length)
      const text = parseDraftKey(key) === null ? null : this.box.getItem(name)
      return text === null ? [] : [[key, text]]
    })
  }
}
