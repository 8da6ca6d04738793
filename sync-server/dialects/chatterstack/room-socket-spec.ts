/** What is said on `/ws?room_id=...`, for the API's description. */
import { z } from 'zod'
import type { SocketSpec } from '../../http/route-spec.ts'
import { inRoom, messageRead, roomRead, sendMessage } from './schemas.ts'

const typing = z.object({ room_id: z.string(), user_id: z.string() })

export const chatterstackSocket: SocketSpec = {
  tag: 'chatterstack: socket',
  path: '/ws',
  summary: 'One JSON object a message: {"event", "data"}; without room_id another dialect answers',
  query: z.object({ room_id: z.string(), access_token: z.string().optional() }),
  events: [
    { name: 'send_message', from: 'client', summary: 'Say something in a room', data: sendMessage },
    { name: 'typing_start', from: 'client', summary: 'One types; holds for 6 s', data: inRoom },
    { name: 'typing_stop', from: 'client', summary: 'No longer', data: inRoom },
    { name: 'receive_message', from: 'server', summary: 'A message, one’s own too', data: messageRead },
    { name: 'message_updated', from: 'server', summary: 'It was edited', data: messageRead },
    {
      name: 'message_deleted',
      from: 'server',
      summary: 'It was deleted for everyone',
      data: z.object({ id: z.string(), room_id: z.string() }),
    },
    { name: 'typing_start', from: 'server', summary: 'Somebody else types', data: typing },
    { name: 'typing_stop', from: 'server', summary: 'No longer', data: typing },
    { name: 'room_added', from: 'server', summary: 'One is in a room more, and hears it from now on', data: roomRead },
    { name: 'error', from: 'server', summary: 'What was said is refused', data: z.object({ error: z.string() }) },
  ],
}
