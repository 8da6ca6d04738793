import { expect, it } from 'vitest'
import { isBusy } from '../../../client/app/is-busy.ts'

interface Node {
  readonly localName: string
  readonly shadow?: readonly Node[]
  readonly value?: string
  readonly busy?: boolean
}

/** A tree as far as it is asked: selectors by names, shadow roots, the value of a text box. */
function aRoot(nodes: readonly Node[]): ParentNode {
  const elements = nodes.map(({ localName, shadow, value, busy }) => ({
    ...{ localName, value, busy },
    shadowRoot: shadow ? aRoot(shadow) : null,
  }))
  const root = {
    querySelector(selector: string) {
      const names = selector.split(',').map((one) => one.trim())
      return (
        elements.find((one) => names.includes(one.localName) || (one.busy && names.includes('[data-busy]'))) ?? null
      )
    },
    querySelectorAll: () => elements,
  }
  return root as unknown as ParentNode
}

const app = (...nodes: readonly Node[]) => aRoot([{ localName: 'cairn-app', shadow: nodes }])
const composer = (value: string): Node => ({ localName: 'cairn-composer', shadow: [{ localName: 'textarea', value }] })

it('[OS31] words in a composer, a recording, files in the tray and whatever says so hold a new version back', () => {
  expect(isBusy(app(composer('half a sent')))).toBe(true)
  expect(isBusy(app({ localName: 'cairn-recorder' }))).toBe(true)
  expect(isBusy(app({ localName: 'cairn-upload-tray', shadow: [{ localName: 'cairn-upload-row' }] }))).toBe(true)
  expect(isBusy(app({ localName: 'cairn-crop-picture', busy: true }))).toBe(true)
})

it('[UI84] so does a message in view whose files are going up', () => {
  expect(isBusy(app({ localName: 'cairn-upload-progress', busy: true }))).toBe(true)
  expect(isBusy(app({ localName: 'cairn-upload-progress' }))).toBe(false)
})

it('[OS31] an empty composer, an empty tray and other text boxes do not', () => {
  expect(isBusy(app(composer(' \n'), { localName: 'cairn-upload-tray', shadow: [] }))).toBe(false)
  expect(isBusy(app({ localName: 'cairn-field', shadow: [{ localName: 'textarea', value: 'my words' }] }))).toBe(false)
})
