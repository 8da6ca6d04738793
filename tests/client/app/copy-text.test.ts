/** What is copied is told, and what the browser does not allow too. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import '../../../client/app/all-words.ts'
import { copyText } from '../../../client/app/copy-text.ts'
import { notices } from '../../../client/app/notices.ts'
import { en } from '../../../client/messages/en.ts'

const shown = () => notices.view.map(({ text }) => text)
const endAll = () => notices.view.forEach(({ id }) => notices.end(id, 'closed'))

beforeEach(endAll)
afterEach(() => vi.unstubAllGlobals())

it('[UI160] what is copied is told', async () => {
  const texts: string[] = []
  vi.stubGlobal('navigator', { clipboard: { writeText: async (text: string) => void texts.push(text) } })
  await copyText('valve 4')
  expect([texts, shown()]).toEqual([['valve 4'], [en['app.copied']]])
})

it.each([
  ['refuses', { clipboard: { writeText: () => Promise.reject(new DOMException('no', 'NotAllowedError')) } }],
  ['has no clipboard here', {}],
])('[UI200] what is not copied is told where the browser %s', async (_, navigator) => {
  vi.stubGlobal('navigator', navigator)
  await copyText('valve 4')
  expect(shown()).toEqual([en['app.notCopied']])
})
