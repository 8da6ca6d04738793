import { expect, it } from 'vitest'
import { FuzzWorkspace } from '../support/hostile-fuzz.ts'
import { countFrom } from '../support/hostile-random.ts'

const CASES = countFrom('CAIRN_FUZZ', 50_000)
const SEED = countFrom('CAIRN_SEED', 1)
const SLOWEST_MS = 100
const COMPARE_ALL_EVERY = 500

it('[AD9] whatever bytes come, nothing fails, nothing takes long, and what is refused leaves no trace', () => {
  const workspace = new FuzzWorkspace()
  const answers = new Map<string, number>()
  let slowest = { seed: 0, ms: 0, bytes: 0, answer: '' }
  for (let i = 0; i < CASES; i++) {
    const seed = SEED + i
    const played = workspace.play(seed, i % COMPARE_ALL_EVERY === 0)
    expect(played.fault, `CAIRN_SEED=${seed} CAIRN_FUZZ=1`).toBe(null)
    // A busy machine may take anyone's time: what is slow again is slow.
    const ms = played.ms > SLOWEST_MS ? Math.min(...[0, 1, 2].map(() => workspace.play(seed, false).ms)) : played.ms
    expect(ms, `CAIRN_SEED=${seed} CAIRN_FUZZ=1`).toBeLessThan(SLOWEST_MS)
    answers.set(played.answer, (answers.get(played.answer) ?? 0) + 1)
    if (ms > slowest.ms) slowest = { seed, ms, bytes: played.bytes, answer: played.answer }
  }
  console.log(
    `${CASES} updates from seed ${SEED}: ${JSON.stringify(Object.fromEntries(answers))}; slowest ${JSON.stringify(slowest)}`,
  )
})

it('[WR1] a group of updates is decided as if each had come alone', () => {
  const workspace = new FuzzWorkspace()
  const groups = Math.ceil(CASES / 200)
  for (let seed = SEED; seed < SEED + groups; seed++) {
    expect(workspace.playCrowd(seed), `CAIRN_SEED=${seed} CAIRN_FUZZ=1`).toBe(null)
  }
})
