import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const components = fileURLToPath(new URL('../../../client/components/', import.meta.url))

it('[UI182] a switch shows what is kept, by `kept`: an attribute does not turn back', () => {
  const isTurned = (file: string) => readFileSync(components + file, 'utf8').includes('?checked=')
  const files = readdirSync(components, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'))
  expect(files.filter(isTurned)).toEqual([])
})
