import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { planChannel } from '../../../sync-server/export/plan-channel.ts'
import type { Who } from '../../../sync-server/export/static/open-site.ts'
import { writeChannel } from '../../../sync-server/export/write-channel.ts'
import { jsonMessages } from '../../../sync-server/export/write-json.ts'
import { bo } from '../support/a-talk.ts'
import { aSite, type ASite } from './a-site.ts'
import { always, exportDeps, readingOf } from './support.ts'

let site: ASite
const exportTo = (name: string, who: Who) => site.exportTo(name, who)

beforeAll(async () => {
  site = await aSite()
})
afterAll(() => site.end())

const text = (...path: string[]) => readFileSync(join(...path), 'utf8')

describe('the static export', () => {
  it('[EX20] holds the same bytes as the endpoint, in a view of one moment', async () => {
    const folder = await exportTo('of-bo', { user: 'bo', private: false })
    const { talk, id } = site
    const deps = exportDeps(talk)
    const plan = planChannel(deps, readingOf(bo), id, {})
    let whole = ''
    for await (const part of writeChannel(deps, readingOf(bo), plan, jsonMessages(), always)) whole += part
    expect(text(folder, 'channels', id, 'messages.json')).toBe(whole)
    const lines = text(folder, 'channels', id, 'messages.ndjson').trimEnd().split('\n')
    expect(lines.filter((line) => line.includes('"record":"message"'))).toHaveLength(plan.channel.seq)
    expect(statSync(join(folder, 'index.html')).mode & 0o077).toBe(0)
  })

  it('[EX22] holds what one person reads, or the operator’s choice', async () => {
    const ofDee = await exportTo('of-dee', { user: 'dee', private: false })
    expect(readdirSync(join(ofDee, 'channels'))).toEqual(['general'])
    const all = await exportTo('all', { private: false })
    expect(readdirSync(join(all, 'channels')).sort()).toEqual([site.id, 'general'].sort())
    const more = await exportTo('all-private', { private: true })
    expect(readdirSync(join(more, 'channels'))).toHaveLength(3)
    await expect(exportTo('of-nobody', { user: 'nobody', private: false })).rejects.toThrow('no account nobody')
  })
})
