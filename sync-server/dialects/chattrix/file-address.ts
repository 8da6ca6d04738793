/** Addresses under `/static/` (docs/behaviour.md, CX12): files, pictures of people, and back from an address to the file. */
import { endingOf } from '../../media/file-ending.ts'

const UPLOADS = '/static/uploads/'
const PICTURES = '/static/profile_pics/'
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?=(\.\w+)?$)/

/** What is shown of who has no picture, or shows it to others only. */
export const DEFAULT_PICTURE = 'default.jpg'

export function fileAddress(file: { readonly id: string; readonly type: string }): string {
  return `${UPLOADS}${file.id}.${endingOf(file.type)}`
}

/** @returns the id in an address that `fileAddress` made, with or without the server's name before it; null for any other */
export function fileIdIn(address: string, publicUrl: string): string | null {
  const path = address.startsWith(`${publicUrl}/`) ? address.slice(publicUrl.length) : address
  return path.startsWith(UPLOADS) ? fileIdOf(path.slice(UPLOADS.length)) : null
}

/** @param name  the last part of the address; its ending is for people */
export function fileIdOf(name: string): string | null {
  return UUID.exec(name)?.[0] ?? null
}

/**
 * `profile_pic` as the reference has it: below `/static/`, an address elsewhere as it was given.
 *
 * @param avatar  a path under `/avatars/`, an address elsewhere, or null
 */
export function profilePic(avatar: string | null): string {
  if (avatar === null) return DEFAULT_PICTURE
  return avatar.startsWith('/avatars/') ? `profile_pics/${avatar.slice('/avatars/'.length)}` : avatar
}

/** The same as a whole path. */
export function profilePicUrl(avatar: string): string {
  return PICTURES + avatar.slice('/avatars/'.length)
}
