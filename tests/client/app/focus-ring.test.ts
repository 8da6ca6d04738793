import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const client = fileURLToPath(new URL('../../../client/', import.meta.url))

it('[UI153] the ring of the focus stands 2 px off, or inside the edge of what fills its list', () => {
  const found = readdirSync(client, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.startsWith('node_modules'))
    .flatMap((file) =>
      [...readFileSync(client + file, 'utf8').matchAll(/outline-offset: *([^;]*);/g)]
        .filter(([, value]) => value !== '2px' && !value!.startsWith('-'))
        .map(([, value]) => `${file}: ${value}`),
    )
  expect(found).toEqual([])
})
