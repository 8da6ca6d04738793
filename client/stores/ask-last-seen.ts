/** When a person was last here, as the server tells it to who may know; the app does without. */
import * as z from 'zod/mini'
import { askServer } from './account-api.ts'

const answer = z.object({ last_seen_at: z.nullable(z.string()) })

/** @returns milliseconds; null = not known, or not for me */
export async function askLastSeen(userId: number): Promise<number | null> {
  const asked = await askServer((path, init) => fetch(path, init), 'GET', `/users/${userId}`, answer)
  return asked.ok && asked.value.last_seen_at !== null ? Date.parse(asked.value.last_seen_at) : null
}
