/**
 * What a switch, a radio button, an option of a list or a field shows of a setting: `.checked=${kept(settings.isOn)}`. The
 * person changes it at once, and it turns back where that could not be kept (docs/behaviour.md, UI182).
 */
import { AsyncDirective, directive } from 'lit/async-directive.js'
import { PartType, type PropertyPart } from 'lit/directive.js'

/** Of each that is on the page: shows again what is kept. */
const shown = new Set<() => void>()

/** Something was not kept: all show what is. */
export function turnBack(): void {
  for (const show of shown) show()
}

class Kept extends AsyncDirective {
  #show = (): void => undefined

  render(value: boolean | string): unknown {
    return value
  }

  override update({ type, element, name }: PropertyPart, [value]: [boolean | string]): unknown {
    if (type !== PartType.PROPERTY) throw new Error('`kept` is for properties')
    shown.delete(this.#show)
    this.#show = () => void Object.assign(element, { [name]: value })
    if (this.isConnected) shown.add(this.#show)
    return value
  }

  protected override disconnected(): void {
    shown.delete(this.#show)
  }

  protected override reconnected(): void {
    shown.add(this.#show)
  }
}

export const kept = directive(Kept)
