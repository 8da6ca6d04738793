/** What another app shares with this one (OS30): kept until the page that it opens has put it into a chat. */

/** A cache that no build owns: texts and files of the last share. */
export const SHARED_CACHE = 'cairn.shared'
export const SHARED_ABOUT = '/shared/about'

/** @returns where the browser goes on */
export async function takeShared(request: Request): Promise<Response> {
  const form = await request.formData()
  const words = ['title', 'text', 'url'].flatMap((name) => {
    const value = form.get(name)
    return typeof value === 'string' && value.trim() !== '' ? [value.trim()] : []
  })
  const files = form.getAll('files').filter((one): one is File => one instanceof File && one.size > 0)
  await caches.delete(SHARED_CACHE)
  const cache = await caches.open(SHARED_CACHE)
  const about = { text: [...new Set(words)].join('\n'), names: files.map(({ name }) => name) }
  await cache.put(SHARED_ABOUT, new Response(JSON.stringify(about)))
  for (const [at, file] of files.entries()) {
    await cache.put(`/shared/${at}`, new Response(file, { headers: { 'Content-Type': file.type } }))
  }
  return Response.redirect('/#/share', 303)
}
