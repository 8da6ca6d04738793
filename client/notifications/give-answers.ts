/** Hands the server what was answered on notifications while no page was open (docs/behaviour.md, NF16, NF41). */
import type { NoticeAnswer } from './notice.ts'

/**
 * One that the server refuses waits for a page, which can say so, and keeps none of the others waiting.
 *
 * @param post  the status of the answer; rejects without a network
 * @param forget  called for each that was taken
 * @returns whether any waits for a network, or for a server that is well
 */
export async function giveAnswers(
  answers: readonly NoticeAnswer[],
  post: (answer: NoticeAnswer) => Promise<number>,
  forget: (id: NoticeAnswer['id']) => Promise<void>,
): Promise<{ readonly isCutOff: boolean }> {
  let isCutOff = false
  for (const answer of answers) {
    const status = await post(answer).catch(() => null)
    if (status === null) return { isCutOff: true }
    if (status === 204) await forget(answer.id)
    isCutOff ||= status === 429 || status >= 500
  }
  return { isCutOff }
}
