/** The picture of who has none, as a JPEG: drawn once, when it is first asked for. */
import sharp from 'sharp'

const SIDE = 256
/** Head and shoulders, in the quiet colours of the app. */
const DRAWING = `<svg xmlns="http://www.w3.org/2000/svg" width="${SIDE}" height="${SIDE}" viewBox="0 0 64 64">
<rect width="64" height="64" fill="#dfe5e3"/><circle cx="32" cy="25" r="12" fill="#8fa39d"/>
<path d="M8 64c0-15 11-24 24-24s24 9 24 24z" fill="#8fa39d"/></svg>`

let drawn: Promise<Buffer> | null = null

export function defaultPicture(): Promise<Buffer> {
  return (drawn ??= sharp(Buffer.from(DRAWING)).jpeg({ quality: 85 }).toBuffer())
}
