import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const text = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')
const files = (folder: string) =>
  readdirSync(new URL(`../../${folder}/`, import.meta.url), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => text(`${folder}/${name}`))
const written = text('docs/behaviour.md')
const numbered = new Set([...written.matchAll(/^- \*\*([A-Z]{2}[0-9]+)\*\* /gm)].map((match) => match[1] as string))

it('every rule a refusal names has its sentence, and no number is given twice', () => {
  const named = files('schema').flatMap((source) =>
    [...source.matchAll(/'([A-Z]{2}[0-9]+): /g)].map((match) => match[1] as string),
  )
  expect([...new Set(named)].filter((rule) => !numbered.has(rule))).toEqual([])
  expect(written.match(/^- \*\*[A-Z]{2}[0-9]+\*\*/gm)?.length).toBe(numbered.size)
})

it('every rule that a test quotes has its sentence', () => {
  const quoted = files('tests').flatMap((source) =>
    [...source.matchAll(/\[([A-Z]{2}[0-9]+)\]/g)].map((match) => match[1] as string),
  )
  expect([...new Set(quoted)].filter((rule) => !numbered.has(rule))).toEqual([])
})

it('every rule that schema keeps has a test of its number', () => {
  const tested = new Set(
    files('tests').flatMap((source) => [...source.matchAll(/\[([A-Z]{2}[0-9]+)\]/g)].map((match) => match[1])),
  )
  const kept = [...numbered].filter((rule) => /^(ID|JG|ST|MB|FD|MT|MS|RX|PN|AC|MN|PJ|ED)/.test(rule))
  expect(kept.filter((rule) => !tested.has(rule))).toEqual([])
})
