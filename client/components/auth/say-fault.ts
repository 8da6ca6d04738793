/** Tells the ear why a form did nothing: an alert where the server refused it, politely where there is no connection (UI156). */
import { alertNow, announce } from '../../app/announcer.ts'

export function sayFault(code: string | undefined, words: string): void {
  if (code === 'offline') announce(words)
  else alertNow(words)
}
