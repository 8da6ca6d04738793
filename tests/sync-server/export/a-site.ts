/** A talk in a data folder, exported as the command does it. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ChannelId } from '../../../schema/ids.ts'
import { readConfig } from '../../../sync-server/config.ts'
import { openSite, type Who } from '../../../sync-server/export/static/open-site.ts'
import { writeSite } from '../../../sync-server/export/static/write-site.ts'
import { openDatabase } from '../../../sync-server/storage/database.ts'
import { MIGRATIONS } from '../../../sync-server/storage/migrations.ts'
import { ada, aTalk, bo, cy, type Talk } from '../support/a-talk.ts'
import { fillChannel } from './support.ts'

export interface ASite {
  readonly talk: Talk
  /** A group of two pages: hostile words on the first, `zirconium` on the second. */
  readonly id: ChannelId
  /** @returns the folder */
  exportTo(name: string, who: Who): Promise<string>
  end(): void
}

export async function aSite(): Promise<ASite> {
  const root = mkdtempSync(join(tmpdir(), 'cairn-export-'))
  const db = openDatabase(root, MIGRATIONS)
  const talk = await aTalk({ db })
  const { id } = await talk.channel([ada, bo, cy], 'group')
  await talk.say(ada, id, 'The pump at João’s camp <script>document.title = "run"</script>')
  await talk.say(bo, id, '<img src=x onerror="document.title=1">')
  fillChannel(talk, id, 2_100)
  await talk.say(bo, id, 'हिन्दी and the last word: zirconium')
  const few = await talk.channel([ada, bo], 'private')
  await talk.say(ada, few.id, 'for two alone')
  return {
    talk,
    id,
    async exportTo(name, who) {
      const folder = join(root, name)
      // A connection of its own, as the command's, while the server's goes on.
      const read = openDatabase(root, MIGRATIONS)
      try {
        const config = readConfig({ CAIRN_DATA: root })
        const { deps, reading } = openSite({ db: read, config, who, nowMs: talk.h.clock.nowMs })
        await writeSite(deps, reading, folder)
      } finally {
        read.close()
      }
      return folder
    },
    end() {
      db.close()
      rmSync(root, { recursive: true, force: true })
    },
  }
}
