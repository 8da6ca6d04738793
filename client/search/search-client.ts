/**
 * The way to the index (docs/behaviour.md, SR19, SR20, SR29). The tab that is the sender owns it, in a worker of its own; the
 * other tabs ask through that one. While no tab is the sender, questions wait.
 */
import type { SyncedDevice } from '../sync/create-device.ts'
import { IndexFeed } from './index-feed.ts'
import type { IndexQuestions, Question, QuestionName } from './index-question.ts'
import type { FromWorker, ToWorker } from './search-worker.ts'

type Answered = { readonly resolve: (answer: unknown) => void; readonly reject: (cause: Error) => void }

type Between =
  | { readonly t: 'ask'; readonly tab: string; readonly n: number; readonly question: Question }
  | {
      readonly t: 'answer'
      readonly tab: string
      readonly n: number
      readonly answer: unknown
      readonly isFailed: boolean
    }
  | { readonly t: 'changed' | 'owner' }

const VERSION = 1
/** The owner may have gone without a word. */
const ASK_AGAIN_MS = 3_000

export class SearchClient {
  readonly #listeners = new Set<() => void>()
  readonly #asked = new Map<number, Answered & { readonly question: Question }>()
  readonly #channel: BroadcastChannel
  readonly #tab: string
  #worker: Worker | null = null
  #feed: IndexFeed | null = null
  #n = 0
  #isOpening = false
  #isStopped = false

  constructor(private readonly device: SyncedDevice) {
    this.#tab = device.newId()
    this.#channel = new BroadcastChannel(`cairn-search-${device.userId}`)
    this.#channel.addEventListener('message', this.#heard)
    device.onStatus(this.#follow)
    this.#follow()
    const stop = device.stop.bind(device)
    device.stop = () => {
      this.#stop()
      return stop()
    }
  }

  ask<Name extends QuestionName>(
    name: Name,
    ask: IndexQuestions[Name]['ask'],
  ): Promise<IndexQuestions[Name]['answer']> {
    const question = { name, ask } as Question
    // What left the device without a word goes first.
    this.#feed?.tellHeld(name === 'rebuild')
    return new Promise((resolve, reject) => {
      const n = ++this.#n
      this.#asked.set(n, { question, resolve: resolve as Answered['resolve'], reject })
      this.#send(n, question)
    })
  }

  /** Called when something that can be found changed. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  #send(n: number, question: Question): void {
    if (this.#worker) return this.#post({ t: 'ask', n, question })
    // One that broke is followed by another; what is asked waits for it.
    if (this.device.status().isSender) return this.#follow()
    this.#tell({ t: 'ask', tab: this.#tab, n, question })
    setTimeout(() => {
      if (this.#asked.has(n) && !this.#worker) this.#send(n, question)
    }, ASK_AGAIN_MS)
  }

  #follow = (): void => {
    if (!this.device.status().isSender || this.#worker || this.#isOpening) return
    this.#isOpening = true
    void this.#own()
      .catch(() => this.#drop())
      .finally(() => (this.#isOpening = false))
  }

  async #own(): Promise<void> {
    const { WORKER_URL } = await import('./search-worker.ts')
    // A device that was left meanwhile opens no database again.
    if (this.#isStopped) return
    const worker = (this.#worker = new Worker(WORKER_URL, { type: 'module' }))
    worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => this.#answered(data))
    worker.addEventListener('error', () => this.#drop())
    this.#post({ t: 'open', userId: this.device.userId })
    this.#feed = new IndexFeed(this.device.core, (news) => this.#post({ t: 'news', news }))
    for (const [n, { question }] of this.#asked) this.#post({ t: 'ask', n, question })
    this.#tell({ t: 'owner' })
  }

  #answered(message: FromWorker): void {
    if (message.t === 'want') return this.#feed?.wanted(message.doc)
    if (message.t === 'changed') {
      this.#tell({ t: 'changed' })
      return this.#changed()
    }
    const asked = this.#asked.get(message.n)
    this.#asked.delete(message.n)
    if (message.t === 'answer') asked?.resolve(message.answer)
    else asked?.reject(new Error('the index did not answer'))
  }

  /** Its script did not load, or it broke: what was asked is not answered any more. The next question starts another. */
  #drop(): void {
    this.#feed?.stop()
    this.#feed = null
    this.#worker?.terminate()
    this.#worker = null
    for (const { reject } of this.#asked.values()) reject(new Error('the index is gone'))
    this.#asked.clear()
  }

  #heard = ({ data }: MessageEvent<{ version?: number; body?: Between }>): void => {
    const { version, body } = data
    if (version !== VERSION || !body) return
    if (body.t === 'changed') this.#changed()
    else if (body.t === 'owner') for (const [n, { question }] of this.#asked) this.#send(n, question)
    else if (body.t === 'answer' && body.tab === this.#tab) {
      const asked = this.#asked.get(body.n)
      this.#asked.delete(body.n)
      if (body.isFailed) asked?.reject(new Error('the index did not answer'))
      else asked?.resolve(body.answer)
    } else if (body.t === 'ask' && !this.#worker) {
      // It asks again when it hears of the owner.
      this.#follow()
    } else if (body.t === 'ask') {
      const { tab, n, question } = body
      const answer = (value: unknown, isFailed: boolean) => this.#tell({ t: 'answer', tab, n, answer: value, isFailed })
      this.ask(question.name, question.ask as never).then(
        (value) => answer(value, false),
        () => answer(null, true),
      )
    }
  }

  #changed(): void {
    for (const listener of [...this.#listeners]) listener()
  }

  #post(message: ToWorker): void {
    this.#worker?.postMessage(message)
  }

  #tell(body: Between): void {
    if (this.#isStopped) return
    this.#channel.postMessage({ version: VERSION, body })
  }

  /** What another tab asked, the next owner answers. */
  #stop(): void {
    this.#isStopped = true
    this.#channel.close()
    this.#drop()
  }
}
