import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { safetyNumber } from '../../../client/stores/safety-number.ts'

const print = (key: string) => createHash('sha256').update(key).digest('hex')
const ana = { userId: 2, print: print('ana') }
const ben = { userId: 10, print: print('ben') }

it('[UI112] the number is twelve groups of five digits, the same on both sides', async () => {
  const groups = await safetyNumber(ana, ben)
  expect(groups).toHaveLength(12)
  for (const group of groups) expect(group).toMatch(/^[0-9]{5}$/)
  expect(await safetyNumber(ben, ana)).toEqual(groups)
})

it('[UI112] another key gives another number; whose it is matters', async () => {
  const groups = await safetyNumber(ana, ben)
  expect(await safetyNumber(ana, { ...ben, print: print('eve') })).not.toEqual(groups)
  expect(await safetyNumber({ ...ana, print: ben.print }, { ...ben, print: ana.print })).not.toEqual(groups)
})

it('[UI112] it is made as docs/protocol.md tells, so that another program makes the same', async () => {
  const digest = createHash('sha512').update(`${ana.print}${ben.print}`).digest()
  const groups = Array.from({ length: 12 }, (_, i) => BigInt(`0x${digest.subarray(i * 5, i * 5 + 5).toString('hex')}`))
  expect(await safetyNumber(ben, ana)).toEqual(groups.map((group) => String(group % 100_000n).padStart(5, '0')))
})
