/**
 * Keeps the files of a build one by one (docs/behaviour.md, OS44): what came before a link was cut is here at the next try, and
 * what an older build has by the same name is not fetched.
 */
import { keepPlan } from './cache-plan.ts'

/** So many are fetched at once. */
const AT_ONCE = 6

type Store = Pick<Cache, 'keys' | 'put'>

export interface KeepDeps {
  /** The cache of this build. */
  readonly store: Store
  readonly fetch: (request: Request) => Promise<Response>
  /** From the cache of an older build. */
  readonly older: (path: string) => Promise<Response | undefined>
}

/** Throws where one did not come; those that came stay. */
export async function keepFiles(paths: readonly string[], deps: KeepDeps): Promise<void> {
  const { store } = deps
  const kept = new Set((await store.keys()).map(({ url }) => new URL(url).pathname))
  const { parts, last } = keepPlan(paths, kept)
  const failed: unknown[] = []
  const queue = parts.values()
  const work = async () => {
    for (const path of queue) {
      if (failed.length > 0) return
      await keepOne(path, deps).catch((cause: unknown) => failed.push(cause))
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  if (failed.length > 0) throw failed[0]
  const answers = await Promise.all(
    last.map(async (path) => [path, sound(path, await deps.fetch(fresh(path)))] as const),
  )
  await Promise.all(answers.map(([path, answer]) => store.put(path, answer)))
}

async function keepOne(path: string, { store, fetch, older }: KeepDeps): Promise<void> {
  await store.put(path, (await older(path)) ?? sound(path, await fetch(fresh(path))))
}

/** A page that stands between, as of a hotel, answers everything, with a page: what is none tells it. */
function sound(path: string, response: Response): Response {
  const isPage = response.headers.get('Content-Type')?.startsWith('text/html') === true
  const isOther = isPage && !path.endsWith('.html')
  if (!response.ok || response.redirected || isOther) throw new Error(`no file of the app: ${path}`)
  return response
}

/** Past the HTTP cache: what it holds may be of another build. */
function fresh(path: string): Request {
  return new Request(path, { cache: 'reload' })
}
