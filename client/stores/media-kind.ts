/** What a file is to the screen. Pure. What the server does not know for a picture, a sound or a film is a file. */

export type MediaKind = 'picture' | 'video' | 'circle' | 'voice' | 'sound' | 'file'

const PICTURES: ReadonlySet<string> = new Set(['image/jpeg', 'image/png', 'image/webp', 'image/gif'])

/** The server makes a small one of these. */
export function isPictureType(type: string): boolean {
  return PICTURES.has(type)
}

/** @param messageType  of the message that names it: only that tells a voice message from a sound */
export function mediaKind({ type }: { readonly type: string }, messageType: string): MediaKind {
  if (isPictureType(type)) return 'picture'
  if (type.startsWith('video/')) {
    if (messageType === 'voice') return 'voice'
    return messageType === 'circle_video' ? 'circle' : 'video'
  }
  if (type.startsWith('audio/')) return messageType === 'voice' ? 'voice' : 'sound'
  return 'file'
}
