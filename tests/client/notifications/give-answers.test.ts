import { expect, it } from 'vitest'
import { giveAnswers } from '../../../client/notifications/give-answers.ts'
import type { NoticeAnswer } from '../../../client/notifications/notice.ts'

/** @param statuses  of the server, by id; null = no network */
async function given(statuses: Readonly<Record<string, number | null>>) {
  const asked: string[] = []
  const taken: string[] = []
  const answers = Object.keys(statuses).map((id) => ({ id }) as NoticeAnswer)
  const { isCutOff } = await giveAnswers(
    answers,
    async ({ id }) => {
      asked.push(id)
      const status = statuses[id]
      if (typeof status !== 'number') throw new TypeError('cut off')
      return status
    },
    async (id) => void taken.push(id),
  )
  return { asked: asked.join(''), taken: taken.join(''), isCutOff }
}

it('[NF41] one that is refused keeps none of the others waiting', async () => {
  expect(await given({ a: 204, b: 403, c: 404, d: 204 })).toEqual({ asked: 'abcd', taken: 'ad', isCutOff: false })
})

it('[NF41] without a network the rest waits for one', async () => {
  expect(await given({ a: 204, b: null, c: 204 })).toEqual({ asked: 'ab', taken: 'a', isCutOff: true })
})

it('[NF41] what a server that is not well did not take waits too', async () => {
  expect(await given({ a: 503, b: 204 })).toEqual({ asked: 'ab', taken: 'b', isCutOff: true })
})
