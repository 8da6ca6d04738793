/** Writes an element's text in somebody's own colour: `<span ${tint(author.color)}>`. Set on the element, as no style attribute may be. */
import { noChange } from 'lit'
import { Directive, directive, PartType, type ElementPart, type PartInfo } from 'lit/directive.js'
import { nameColor } from '../base/name-color.ts'

class Tint extends Directive {
  #shown: string | null | undefined

  constructor(part: PartInfo) {
    super(part)
    if (part.type !== PartType.ELEMENT) throw new Error('tint stands beside the attributes of an element')
  }

  override render(_color: string | null | undefined): unknown {
    return noChange
  }

  override update({ element }: ElementPart, [color]: [string | null | undefined]): unknown {
    if (color === this.#shown) return noChange
    this.#shown = color
    const { style } = element as HTMLElement
    const readable = nameColor(color)
    if (readable) style.setProperty('color', readable)
    else style.removeProperty('color')
    return noChange
  }
}

export const tint = directive(Tint)
