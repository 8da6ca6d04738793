/** What a reply or forward carries of its original, so that it is shown without it (docs/behaviour.md, PJ6, PJ7). */
import type { MessageId } from '../../schema/ids.ts'
import { excerptOfMessage } from '../../schema/projection/excerpt-of.ts'
import type { StoredMessage } from '../storage/stored-message.ts'

export function quote(message: StoredMessage): { id: MessageId; excerpt?: string } {
  const { messageId: id, by, text, files, forwardedFrom } = message
  const excerpt = excerptOfMessage({
    by,
    files: [...files],
    ...(text !== null && { text }),
    ...(forwardedFrom && { forwardedFrom }),
  })
  return excerpt === '' ? { id } : { id, excerpt }
}
