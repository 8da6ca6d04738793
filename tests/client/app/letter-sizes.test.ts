import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const client = fileURLToPath(new URL('../../../client/', import.meta.url))
/** The least that a phone does not enlarge the page for. */
const ON_TOUCH = 'max(16px, 1rem)'

describe('sizes of letters', () => {
  it('[UI76] follow the person’s own: none is in pixels', () => {
    const found = readdirSync(client, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.(ts|css|html)$/.test(file) && !file.startsWith('node_modules'))
      .flatMap((file) =>
        [
          ...readFileSync(client + file, 'utf8').matchAll(
            /(?:^|[\s{;'"-])(?:font|font-size|line-height|--t-\w+):([^;}]*)/g,
          ),
        ]
          .map(([, value]) => value!.replace(ON_TOUCH, '').trim())
          .filter((value) => /\d(px|pt)\b/.test(value))
          .map((value) => `${file}: ${value}`),
      )
    expect(found).toEqual([])
  })
})
