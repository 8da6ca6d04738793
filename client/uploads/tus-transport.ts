/** Uploads by the tus protocol, with the browser's own connection and cookie. Only our server is ever spoken to. */
import { DetailedError, Upload } from 'tus-js-client'
import type { FileValue } from '../../schema/registers/messages.ts'
import { FIRST_CHUNK_BYTES, nextChunkBytes } from './pace.ts'
import { failureOf, type Failure, type SendFile, type SendHandlers, type Transport } from './transport.ts'

const PATH = '/uploads'

export function tusTransport(now: () => number): Transport {
  /** What the link took last, for the next file too. */
  let chunkBytes = FIRST_CHUNK_BYTES

  function send({ id, name, type, blob, begun }: SendFile, handlers: SendHandlers): () => void {
    let isOver = false
    let startedMs = now()
    const unlessOver =
      <A extends unknown[]>(run: (...args: A) => void) =>
      (...args: A) => {
        if (!isOver) run(...args)
      }
    const upload = new Upload(blob, {
      endpoint: PATH,
      uploadUrl: begun ? `${PATH}/${id}` : null,
      metadata: { id, filename: name, filetype: type },
      chunkSize: chunkBytes,
      // Whoever called decides when it is tried again, and remembers where it stood.
      retryDelays: null,
      storeFingerprintForResuming: false,
      onProgress: unlessOver((sent) => handlers.progress(sent)),
      onChunkComplete: unlessOver((bytes, accepted) => {
        chunkBytes = nextChunkBytes(Math.max(bytes, upload.options.chunkSize ?? bytes), now() - startedMs)
        startedMs = now()
        upload.options.chunkSize = chunkBytes
        handlers.confirmed(accepted)
      }),
      onSuccess: unlessOver(() => handlers.done()),
      onError: unlessOver((error) => {
        chunkBytes = nextChunkBytes(chunkBytes, Infinity)
        handlers.failed(tusFailure(error))
      }),
    })
    upload.start()
    return () => {
      isOver = true
      void upload.abort()
    }
  }

  return {
    send,
    async finish(id) {
      const answer = await ask(`${PATH}/${id}/finish`, { method: 'POST' })
      if (!answer) return { kind: 'again' }
      const body = await answer.text().catch(() => '')
      if (!answer.ok) return failureOf(answer.status, body, 'finish', Number(answer.headers.get('Retry-After')))
      try {
        return JSON.parse(body) as FileValue
      } catch {
        // Cut off in the middle of the answer.
        return { kind: 'again' }
      }
    },
    async limit() {
      const answer = await ask(PATH, { method: 'OPTIONS' })
      const bytes = Number(answer?.headers.get('Tus-Max-Size'))
      return bytes > 0 ? bytes : null
    },
  }
}

async function ask(path: string, init: RequestInit): Promise<Response | null> {
  try {
    return await fetch(path, init)
  } catch {
    return null
  }
}

function tusFailure(error: Error): Failure {
  if (!(error instanceof DetailedError)) return { kind: 'again' }
  const { originalRequest: request, originalResponse: response } = error
  const step = request?.getMethod() === 'POST' ? 'begin' : 'piece'
  return failureOf(
    response?.getStatus() ?? 0,
    response?.getBody() ?? '',
    step,
    Number(response?.getHeader('Retry-After')),
  )
}
