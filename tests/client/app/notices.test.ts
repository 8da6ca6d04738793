import { expect, it } from 'vitest'
import { Notices } from '../../../client/app/notices.ts'

const shown = (notices: Notices) => notices.view.map(({ id }) => id)

it('[UI80] an undo is shown before questions that stay, in the order in which it came', () => {
  const notices = new Notices()
  notices.show({ id: 'update', text: '', durationMs: 0 })
  notices.show({ id: 'new-device', text: '', durationMs: 0 })
  notices.show({ id: 'discarded', text: '', durationMs: 10_000 })
  notices.show({ id: 'copied', text: '' })
  expect(shown(notices)).toEqual(['discarded', 'copied', 'update', 'new-device'])
  notices.end('discarded', 'passed')
  notices.show({ id: 'copied', text: 'again' })
  expect(shown(notices)).toEqual(['copied', 'update', 'new-device'])
})
