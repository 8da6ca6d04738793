/** What everybody saw when a test failed: a run on another machine has to explain itself. */
import { afterEach } from 'vitest'
import type { Place } from './people.ts'

/** For a `describe`: after each of its tests that failed, the screens and warnings of all people of the place. */
export function tellFailure(place: () => Place): void {
  afterEach(async ({ task }) => {
    if (task.result?.state !== 'fail') return
    for (const { name, screen } of place().people) {
      const seen = screen.page.isClosed() ? 'nothing: the page is closed' : await screen.describe()
      console.error(`${name} saw: ${seen}`)
    }
  })
}
