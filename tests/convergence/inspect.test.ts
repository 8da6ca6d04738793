import { expect, it } from 'vitest'
import { HonestHistory } from '../support/hostile-honest.ts'
import { countFrom } from '../support/hostile-random.ts'

const HISTORIES = countFrom('CAIRN_HISTORIES', 300)
const SEED = countFrom('CAIRN_SEED', 1)

it('[IN9] [ST6] honest updates are never refused, are read as Yjs reads them, and end as settle ordered', () => {
  const total = { updates: 0, entries: 0, stale: 0, gaps: 0, repairs: 0, refused: 0 }
  for (let seed = SEED; seed < SEED + HISTORIES; seed++) {
    const history = new HonestHistory(seed)
    history.run(80)
    expect(history.fault, `CAIRN_SEED=${seed} CAIRN_HISTORIES=1`).toBe(null)
    for (const name of Object.keys(total) as (keyof typeof total)[]) total[name] += history.counts[name]
  }
  console.log(`${HISTORIES} histories from seed ${SEED}: ${JSON.stringify(total)}`)
})
