/** Notifications over several tabs and devices, answered with and without a network (docs/behaviour.md, NF11-NF22). */
import type { Worker } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { en } from '../../client/messages/en.ts'
import type { BadgeCount } from '../../schema/protocol/push.ts'
import { aPlace, DESKTOP, type Person, type PersonOptions, type Place } from '../support/people.ts'
import type { Screen } from '../support/screen.ts'
import { tellFailure } from '../support/tell-failure.ts'

const patient = { timeout: 30_000 }
const ALLOWED: PersonOptions = {
  ...DESKTOP,
  stays: true,
  permissions: ['notifications', 'clipboard-read', 'clipboard-write'],
}
/** Of another device: the server tells devices apart by name and address, and all browsers here have one address. */
const FIREFOX = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:130.0) Gecko/20100101 Firefox/130.0'

interface Shown {
  readonly title: string
  readonly body: string
}

describe('notifications', () => {
  let place: Place
  let ana: Person
  let ben: Person
  let first: Screen
  let second: Screen
  /** Ana on another device. */
  let there: Person

  beforeAll(async () => {
    place = await aPlace()
    ;[ana, ben] = await Promise.all([place.signUp('ana', ALLOWED), place.signUp('ben', { ...DESKTOP, stays: true })])
    first = ana.screen
    second = await ana.tab()
    // Neither has the chat in view.
    await first.openChat('Saved messages')
    await second.openChat('Saved messages')
    await ben.screen.openChat('general')
  })
  afterAll(() => place.end())
  tellFailure(() => place)

  const shown = ({ page }: Screen): Promise<Shown[]> =>
    page.evaluate(async () => {
      const { getNotifications } = Object.getPrototypeOf(
        await navigator.serviceWorker.ready,
      ) as ServiceWorkerRegistration
      const all = await getNotifications.call(await navigator.serviceWorker.ready)
      return all.map(({ title, body }) => ({ title, body }))
    })
  const worker = (): Worker => ana.context.serviceWorkers()[0]!
  /** How many the worker has told of, ever: noted when they stand. */
  const told = () =>
    worker().evaluate(
      () =>
        new Promise<number>((resolve, reject) => {
          const opening = indexedDB.open('cairn-worker')
          opening.onerror = () => reject(new Error('no box'))
          opening.onsuccess = () => {
            const reading = opening.result.transaction('values').objectStore('values').get('memory')
            reading.onsuccess = () => {
              opening.result.close()
              resolve((reading.result as { told: readonly string[] } | undefined)?.told.length ?? 0)
            }
          }
        }),
    )
  /** Does it, and waits until so many more stand: Chromium loses one that is being shown while it is asked which there are. */
  const untilTold = async (work: () => Promise<unknown>, more = 1): Promise<void> => {
    const wanted = (await told()) + more
    await work()
    await expect.poll(told, patient).toBe(wanted)
  }
  /** Presses the notification, or an action on it; what the system would tell the worker. */
  const press = (action: string, reply?: string) =>
    worker().evaluate(
      async ([chosen, text]) => {
        const scope = globalThis as never as {
          registration: ServiceWorkerRegistration
          NotificationEvent: new (type: string, init: object) => Event
          dispatchEvent(event: Event): void
        }
        const [notification] = await scope.registration.getNotifications()
        const event = new scope.NotificationEvent('notificationclick', { notification, action: chosen })
        Object.defineProperty(event, 'reply', { value: text ?? null })
        // Only the system's own events keep the worker awake; this one is awake.
        Object.defineProperty(event, 'waitUntil', { value: () => undefined })
        scope.dispatchEvent(event)
      },
      [action, reply] as const,
    )

  /** What the server would send to a closed app. */
  const push = (more: { readonly chat: string; readonly seq: number; readonly badge?: BadgeCount }) =>
    worker().evaluate(
      (told) => {
        const scope = globalThis as never as {
          PushEvent: new (type: string, init: object) => Event
          dispatchEvent(event: Event): void
        }
        const event = new scope.PushEvent('push', { data: JSON.stringify(told) })
        Object.defineProperty(event, 'waitUntil', { value: () => undefined })
        scope.dispatchEvent(event)
      },
      {
        ...{ t: 'notice', user: 999, kind: 'group', title: 'Crew', name: 'Ben', text: `text ${more.seq}`, at: 1 },
        ...{ message: `${more.chat}-${more.seq}`, how: 'silent', why: 'message', ...more },
      },
    )

  it('[NF11] a mention makes one, with two tabs open; the next of its chat takes its place', async () => {
    await ben.screen.write('not for anybody')
    await untilTold(() => ben.screen.write('@ana the pump is back'))
    expect(await shown(first)).toEqual([{ title: 'general', body: 'ben: @ana the pump is back' }])
    await untilTold(() => ben.screen.write('@ana come and see'))
    expect(await shown(second)).toEqual([{ title: 'general', body: 'ben: @ana come and see' }])
  })

  it('[NF20] the title of the page tells how many there are', async () => {
    await expect.poll(() => first.page.title(), patient).toMatch(/^\(2\) /)
    const icon = first.page.locator('link[rel=icon][type="image/svg+xml"]')
    expect(await icon.getAttribute('href')).toBe('/icons/icon-unread.svg')
  })

  it('[NF15] a press goes to the message, in a tab that is open; [NF12] what is read is closed', async () => {
    await press('')
    const opened = async () => [first, second].find((screen) => screen.page.url().includes('/#/c/general/m/'))
    await expect.poll(async () => (await opened()) !== undefined, patient).toBe(true)
    const tab = (await opened())!
    await tab.page.bringToFront()
    await tab.message('@ana come and see').waitFor()
    await expect.poll(() => tab.chatName('general'), patient).toBe('general')
    await expect.poll(() => shown(tab), patient).toEqual([])
    await tab.openChat('Saved messages')
  })

  it('[NF16] "Mark read" on it works without a network', async () => {
    await untilTold(() => ben.screen.write('@ana are you there?'))
    expect((await shown(first)).length).toBe(1)
    ana.link.cut()
    await first.isOffline()
    await press('read')
    await expect.poll(() => first.chatName('general'), patient).toBe('general')
    expect(await shown(first)).toEqual([])
    await ana.mend()
    await first.isLive()
    await expect.poll(() => second.chatName('general'), patient).toBe('general')
  })

  it('[NF16] [NF17] so does a reply while no page is open: it goes with the next one, once', async () => {
    await second.page.close()
    await untilTold(() => ben.screen.write('@ana shall I wait?'))
    expect((await shown(first)).length).toBe(1)
    ana.link.cut()
    const at = worker()
    await first.page.goto('about:blank')
    expect(at).toBe(worker())
    await press('reply', 'Ten minutes')
    const kept = () =>
      worker().evaluate(
        () =>
          new Promise<number>((resolve, reject) => {
            const opening = indexedDB.open('cairn-worker')
            opening.onerror = () => reject(new Error('no box'))
            opening.onsuccess = () => {
              const counting = opening.result.transaction('answers').objectStore('answers').count()
              counting.onsuccess = () => resolve(counting.result)
            }
          }),
      )
    await expect.poll(kept, patient).toBe(1)
    await first.open()
    await expect.poll(kept, patient).toBe(0)
    await ana.mend()
    await first.isLive()
    await expect
      .poll(async () => (await ben.screen.texts()).filter((text) => text === 'Ten minutes').length, patient)
      .toBe(1)
    await ben.screen.timeline
      .getByRole('article', { name: /Ten minutes/ })
      .getByText(/shall I wait\?/)
      .waitFor()
  })

  it('[NF47] "Reply" without a text opens the composer, which answers the message, on touch too', async () => {
    const { page } = first
    // Only a pointer that is fine gives the composer the focus by itself.
    await page.evaluate(() => {
      const real = window.matchMedia.bind(window)
      window.matchMedia = (asked) => real(asked.replace('pointer: fine', 'pointer: none'))
    })
    await first.openChat('Saved messages')
    await untilTold(() => ben.screen.write('@ana is it you?'))
    expect((await shown(first)).length).toBe(1)
    await press('reply')
    const composer = page.locator('cairn-composer')
    await composer.getByText('Reply to ben').waitFor()
    const isInComposer = () => composer.evaluate((element) => element.matches(':focus-within'))
    await expect.poll(isInComposer, patient).toBe(true)
    expect(page.url()).not.toContain('reply')
    await composer.getByRole('button', { name: en['chat.composer.cancel'] }).click()
  })

  it('[NF22] another sign-in is asked about here; what is read there is closed here', async () => {
    await first.openChat('Saved messages')
    await untilTold(() => ben.screen.write('@ana one more'))
    expect((await shown(first)).length).toBe(1)
    there = await place.signIn('ana', { ...DESKTOP, stays: true, userAgent: FIREFOX })
    const toast = first.page.locator('cairn-toasts')
    await toast.getByText(/Firefox, Windows/).waitFor()
    await there.screen.openChat('general')
    await expect.poll(() => there.screen.chatName('general'), patient).toBe('general')
    // Read marks are told at the latest when the chat is left.
    await there.screen.openChat('Saved messages')
    await expect.poll(() => shown(first), patient).toEqual([])
    await first.go('#/settings/devices')
    const row = first.page.locator('cairn-set-devices').getByRole('listitem').filter({ hasText: 'Firefox' })
    await row.getByRole('button', { name: /Yes/ }).click()
    await toast.getByText(/Firefox, Windows/).waitFor({ state: 'detached' })
    await expect.poll(() => row.getByRole('button').count(), patient).toBe(1)
  })

  it('[NF48] a page that starts without the focus, or was typed in before it lost it, keeps nothing from here', async () => {
    const { context, screen } = there
    await context.addInitScript(() => (document.hasFocus = () => false))
    await screen.page.reload()
    await screen.openChat('general')
    await screen.isLive()
    await first.openChat('Saved messages')
    await untilTold(() => ben.screen.write('@ana nobody looks'))
    expect(await shown(first)).toEqual([{ title: 'general', body: 'ben: @ana nobody looks' }])
    const focus = (has: boolean) =>
      screen.page.evaluate((now) => {
        document.hasFocus = () => now
        window.dispatchEvent(new Event(now ? 'focus' : 'blur'))
      }, has)
    await focus(true)
    await screen.composer.fill('half a sen')
    await focus(false)
    // What the composer tells ten seconds after the last key.
    await screen.page.locator('cairn-composer').evaluate((composer) => {
      const ended = { detail: { typing: false }, bubbles: true, composed: true }
      composer.dispatchEvent(new CustomEvent('typing-changed', ended))
    })
    await untilTold(() => ben.screen.write('@ana still nobody'))
    expect(await shown(first)).toEqual([{ title: 'general', body: 'ben: @ana still nobody' }])
    await press('read')
    await expect.poll(() => shown(first), patient).toEqual([])
  })

  it('[NF44] [NF45] pushes that come while no page is open make one for more than three chats, and set the badge', async () => {
    await first.page.goto('about:blank')
    const onScreen = () =>
      worker().evaluate(async () => {
        const { registration } = globalThis as never as { registration: ServiceWorkerRegistration }
        return (await registration.getNotifications()).map(({ body }) => body).sort()
      })
    await worker().evaluate(() => {
      Object.assign(navigator, {
        setAppBadge: (count: number) => Promise.resolve(Object.assign(globalThis, { count })),
      })
    })
    await untilTold(async () => {
      await push({ chat: 'a', seq: 1, badge: { count: 7, at: 2 } })
      await push({ chat: 'a', seq: 2 })
      await push({ chat: 'b', seq: 1 })
    }, 3)
    expect(await onScreen()).toEqual(['Ben: text 1', 'Ben: text 2\n2 new messages'])
    expect(await worker().evaluate(() => (globalThis as { count?: number }).count)).toBe(7)
    await untilTold(async () => {
      await push({ chat: 'c', seq: 1 })
      await push({ chat: 'd', seq: 1 })
    }, 2)
    // Those that it stands for are on their way off.
    await expect.poll(onScreen, patient).toEqual(['5 messages in 4 chats'])
  })
})
