/** The app on the device: registered, again after a failure, and told how far it is. */
import { describe, expect, it } from 'vitest'
import { KeptApp } from '../../../client/app/kept-app.ts'
import { handTimers } from '../stores/support.ts'

/** A worker that is being installed, and how that ends. */
function aRegistration() {
  const worker = Object.assign(new EventTarget(), { state: 'installing' })
  const registration = { active: null as object | null, installing: worker, waiting: null }
  const end = (state: 'activating' | 'redundant') => {
    worker.state = state
    if (state === 'activating') registration.active = worker
    worker.dispatchEvent(new Event('statechange'))
  }
  return { registration: registration as unknown as ServiceWorkerRegistration, end }
}

function anApp() {
  const timers = handTimers()
  const app = new KeptApp(timers)
  const tries: ReturnType<typeof aRegistration>[] = []
  let isDown = false
  const container = {
    controller: null,
    register: () => {
      if (isDown) return Promise.reject(new TypeError('the script did not come'))
      tries.push(aRegistration())
      return Promise.resolve(tries.at(-1)!.registration)
    },
  }
  const found: ServiceWorkerRegistration[] = []
  const begin = () => app.begin(container, (registration) => void found.push(registration))
  return { app, timers, tries, found, begin, setDown: (down: boolean) => (isDown = down) }
}

const soon = () => new Promise((resolve) => setImmediate(resolve))

describe('[OS43] the app', () => {
  it('is coming until its worker is active', async () => {
    const { app, begin, tries } = anApp()
    await begin()
    expect(app.here.view).toBe('coming')
    tries[0]!.end('activating')
    expect(app.here.view).toBe('here')
  })

  it('is here where a worker answers already', async () => {
    const app = new KeptApp(handTimers())
    await app.begin(
      { controller: {} as ServiceWorker, register: () => Promise.reject(new TypeError()) },
      () => undefined,
    )
    expect(app.here.view).toBe('here')
  })

  it('never comes where there are no workers, or none may be had', async () => {
    const [without, refused] = [new KeptApp(handTimers()), new KeptApp(handTimers())]
    await without.begin(undefined, () => undefined)
    const register = () => Promise.reject(new DOMException('not here', 'SecurityError'))
    await refused.begin({ controller: null, register }, () => undefined)
    expect([without.here.view, refused.here.view]).toEqual(['none', 'none'])
  })
})

describe('[OS45] an app that did not come', () => {
  it('is fetched again after 5 s, then ever more seldom, whether its script or one of its files was cut', async () => {
    const { app, begin, tries, timers, found, setDown } = anApp()
    await begin()
    tries[0]!.end('redundant')
    timers.advance(4_999)
    expect(tries.length).toBe(1)
    setDown(true)
    timers.advance(1)
    await soon()
    setDown(false)
    timers.advance(9_999)
    expect(tries.length).toBe(1)
    timers.advance(1)
    await soon()
    expect([tries.length, found.length, app.here.view]).toEqual([2, 2, 'coming'])
    tries[1]!.end('activating')
    expect(app.here.view).toBe('here')
    timers.advance(600_000)
    expect(tries.length).toBe(2)
  })

  it('waits for the server, and comes as soon as that is in touch', async () => {
    const { app, begin, tries, timers } = anApp()
    let isInTouch = false
    let changed = () => undefined as void
    app.follow(
      () => isInTouch,
      (listener) => ((changed = listener), () => undefined),
    )
    await begin()
    tries[0]!.end('redundant')
    timers.advance(5_000)
    expect(tries.length).toBe(1)
    isInTouch = true
    changed()
    await soon()
    expect(tries.length).toBe(2)
    changed()
    await soon()
    expect(tries.length).toBe(2)
  })
})
