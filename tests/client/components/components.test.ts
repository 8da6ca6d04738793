/** Every element has a fixture that shows it, and says which states of UI.md, section 4, it can be in. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { STATES } from '../../../client/fixtures/states.ts'
import { COMPONENTS } from '../../support/component-table.ts'
import { SEEN } from '../../support/seen-states.ts'

const folder = fileURLToPath(new URL('../../../client/components/', import.meta.url))
const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'))
const tags = sources.flatMap((name) =>
  [...readFileSync(join(folder, name), 'utf8').matchAll(/@customElement\('([a-z-]+)'\)/g)].map(([, tag]) => tag!),
)
/** The rows of UI.md, section 4, as the fixtures are named. */
const ROWS = [
  ...[
    'local-loading',
    'offline',
    'connecting',
    'syncing',
    'live',
    'back',
    'saved',
    'sending',
    'held',
    'sent',
    'delivered',
  ],
  ...[
    'read',
    'late',
    'refused',
    'rate-limited',
    'edit-waiting',
    'delete-waiting',
    'react-waiting',
    'edit-refused',
    'delete-refused',
    'media-absent',
  ],
  ...['media-absent-offline', 'gap', 'storage-near', 'storage-full', 'not-persistent', 'update-available', 'too-old'],
  ...['new-device', 'signed-out-remotely', 'permission-lost', 'blocked', 'read-only', 'failed'],
]

describe('the table of elements', () => {
  it('[BU24] names every element of client/components, and no other', () => {
    expect(tags.length).toBeGreaterThan(100)
    expect(Object.keys(COMPONENTS).sort()).toEqual([...new Set(tags)].sort())
  })

  it.each(Object.entries(COMPONENTS))('[BU24] %s is shown by fixtures that exist', (_tag, { rows, also }) => {
    const named = [...(rows === 'n/a' ? [] : rows), ...also]
    expect(named.length).toBeGreaterThan(0)
    expect(named.filter((name) => !(name in STATES))).toEqual([])
  })

  it.each(ROWS)('[BU24] the state %s is shown by an element, and what is seen in it is written down', (row) => {
    expect(Object.values(COMPONENTS).some(({ rows }) => rows.includes(row))).toBe(true)
    expect(SEEN[row]?.length).toBeGreaterThan(0)
  })

  it('[BU24] what is seen is told of fixtures that exist', () => {
    expect(Object.keys(SEEN).filter((name) => !(name in STATES))).toEqual([])
  })
})
