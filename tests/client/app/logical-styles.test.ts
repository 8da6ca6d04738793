import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const client = fileURLToPath(new URL('../../../client/', import.meta.url))
const PHYSICAL = [
  /[\s;{](?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right|top|bottom)\b[-a-z]*:[^;}]*/g,
  /[\s;{](?:left|right|top|bottom|width|height|(?:min|max)-(?:width|height)): *[^;},]*;/g,
  /[\s;{](?:text-align|float|clear): *(?:left|right)\b/g,
  /[\s;{]border-(?:top|bottom)-(?:left|right)-radius:[^;}]*/g,
  // Right and left of four values that are not alike.
  /[\s;{](?:margin|padding|inset|border-width|border-color|border-style): *(?:(?:[\w.%-]+|[\w-]*\([^;]*?\)) +){3}[^ ;}]+;/g,
]

it('[UI165] styles name sides as the writing goes', () => {
  const found = readdirSync(client, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(ts|css)$/.test(file) && !/^(node_modules|fixtures|dist)/.test(file))
    .flatMap((file) => {
      const source = readFileSync(client + file, 'utf8')
      const styles = file.endsWith('.css') ? [source] : [...source.matchAll(/css`([^`]*)`/g)].map(([, text]) => text!)
      return styles.flatMap((text) =>
        PHYSICAL.flatMap((sign) => [...text.matchAll(sign)].map(([what]) => `${file}: ${what.trim()}`)),
      )
    })
  expect(found).toEqual([])
})
