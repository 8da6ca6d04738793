/** What the built web app weighs, against its budgets (UI.md, section 9). Stands here because journeys begin with a build. */
import { describe, expect, it } from 'vitest'
import { APP_BUDGETS, weighApp, type AppPart } from '../support/app-files.ts'

/** What all of it weighs today, and a little: the budget is missed (decision 0013), and is not to be missed by more. */
const MOST_SCRIPTS_BYTES = 460_000

describe('what the web app weighs', () => {
  const weights = weighApp()
  const expectWithin = (part: AppPart): void => {
    const { bytes, files } = weights[part]
    expect(bytes, `${part}: ${files.join(', ')}`).toBeLessThanOrEqual(APP_BUDGETS[part])
  }

  it('[BU1] the first usable list takes at most 130 kB of script, of which the entry is at most 40 kB', () => {
    expect(weights.entry.bytes).toBeGreaterThan(0)
    expectWithin('entry')
    expectWithin('firstList')
  })

  it('[BU2] no file of script is over 60 kB', () => expectWithin('largestScript'))

  it('[BU21] all script together does not grow beyond 460 kB', () => {
    expect(weights.allScripts.bytes).toBeLessThanOrEqual(MOST_SCRIPTS_BYTES)
  })

  it('[BU3] style sheets are at most 14 kB, images at most 20 kB, and there are no fonts', () => {
    expectWithin('styles')
    expectWithin('images')
    expectWithin('fonts')
  })
})
