/** Pictures: checked, cleaned and measured before anyone is served one (docs/behaviour.md, UP7-UP12; docs/decisions/0007). */
import pLimit from 'p-limit'
import sharp, { type Metadata, type Sharp } from 'sharp'
import { rgbaToThumbHash } from 'thumbhash'
import { CairnError, ErrorCode } from '../../schema/errors.ts'
import { isPicture } from './file-type.ts'

export interface PictureLimits {
  /** Of a JPEG or PNG. */
  readonly pixels: number
  /** Of all frames of a GIF or WebP together: their encoders hold all of it. */
  readonly framedPixels: number
  readonly frames: number
  /** Of a side; what browsers and WebP can do. */
  readonly side: number
  readonly seconds: number
}

/** 64 megapixels are what phones take at most without merging shots; the others are made by programs, and smaller. */
export const PICTURE_LIMITS: PictureLimits = {
  pixels: 2 ** 26,
  framedPixels: 2 ** 25,
  frames: 1_000,
  side: 16_383,
  seconds: 60,
}

export const THUMB_SIDE = 480
/** ThumbHash takes no larger picture. */
const HASH_SIDE = 100
/** Decoded pictures are what takes memory, so one is at it, whatever arrives. */
const AT_ONCE = 1
/** More than these wait nowhere: their senders try again. */
const WAITING = 200

export interface Pictures {
  /**
   * Writes the picture at `from`, upright and with nothing but its pixels, to `to`.
   *
   * @param type  as sniffed; the picture keeps it
   * @returns its size as a reader sees it, in pixels
   * @throws type (no whole picture of that type), too_large, unavailable (too many wait)
   */
  clean(from: string, type: string, to: string): Promise<{ width: number; height: number }>
  /**
   * Writes a WebP of at most {@link THUMB_SIDE} pixels a side.
   *
   * @returns the ThumbHash, base64
   */
  thumbnail(from: string, to: string): Promise<string>
  /** Writes a WebP square of at most `side` pixels, cut from the middle. */
  square(from: string, to: string, side: number): Promise<void>
}

export function openPictures(limits: PictureLimits = PICTURE_LIMITS): Pictures {
  // No cache between pictures, so that memory follows AT_ONCE alone; one thread, so that chatting has the other cores.
  sharp.concurrency(1)
  sharp.cache(false)
  const queue = pLimit(AT_ONCE)
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    if (queue.pendingCount >= WAITING) throw new CairnError(ErrorCode.Unavailable, 'too many pictures wait')
    return queue(() => refused(work))
  }
  const read = (path: string, animated: boolean) =>
    sharp(path, { limitInputPixels: limits.pixels, failOn: 'error', sequentialRead: true, animated })

  return {
    clean: (from, type, to) =>
      inTurn(async () => {
        const metadata = await read(from, false).metadata()
        const animated = checkLimits(metadata, type, limits)
        const upright = read(from, animated).autoOrient().timeout({ seconds: limits.seconds })
        const written = await encode(upright, metadata).toFile(to)
        return { width: written.width, height: written.pageHeight ?? written.height }
      }),
    thumbnail: (from, to) =>
      inTurn(async () => {
        const shape = { width: THUMB_SIDE, height: THUMB_SIDE, fit: 'inside', withoutEnlargement: true } as const
        await read(from, false).resize(shape).webp({ quality: 75 }).toFile(to)
        return hash(to)
      }),
    square: (from, to, side) =>
      inTurn(async () => {
        const shape = { width: side, height: side, fit: 'cover', withoutEnlargement: true } as const
        await read(from, false).resize(shape).webp({ quality: 85 }).toFile(to)
      }),
  }
}

/** @returns whether it moves */
function checkLimits(metadata: Metadata, type: string, limits: PictureLimits): boolean {
  const { width, height, format, pages = 1 } = metadata
  if (`image/${format}` !== type || !isPicture(type))
    throw new CairnError(ErrorCode.Type, 'UP7: not that kind of picture')
  const isFramed = format === 'gif' || format === 'webp'
  const most = isFramed ? limits.framedPixels : limits.pixels
  if (width > limits.side || height > limits.side || width * height > most)
    throw new CairnError(ErrorCode.TooLarge, 'UP9: too many pixels')
  if (isFramed && (pages > limits.frames || pages * width * height > most))
    throw new CairnError(ErrorCode.TooLarge, 'UP10: too long an animation')
  return pages > 1
}

/** Only pixels are written: no profile, no EXIF, no comment, and nothing behind the end. */
function encode(picture: Sharp, metadata: Metadata): Sharp {
  switch (metadata.format) {
    case 'jpeg':
      return picture.jpeg({
        quality: 92,
        chromaSubsampling: metadata.chromaSubsampling === '4:4:4' ? '4:4:4' : '4:2:0',
        // Optimised tables save a few percent, and hold the whole picture in memory for it.
        optimiseCoding: false,
      })
    case 'png':
      // At quality 100 without dithering, a palette of 256 colours keeps each of them.
      return picture.png({ palette: metadata.isPalette && isSmall(metadata), quality: 100, dither: 0 })
    case 'webp':
      return picture.webp({ quality: 92, effort: 2 })
    default:
      return picture.gif({ effort: 2, dither: 0 })
  }
}

/** Finding a palette again takes five bytes of memory a pixel. */
function isSmall({ width, height }: Metadata): boolean {
  return width * height <= 2 ** 24
}

async function hash(thumb: string): Promise<string> {
  const { data, info } = await sharp(thumb)
    .resize({ width: HASH_SIDE, height: HASH_SIDE, fit: 'inside', withoutEnlargement: true })
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  return Buffer.from(rgbaToThumbHash(info.width, info.height, data)).toString('base64')
}

/** What the decoder cannot read whole is refused; its own words may quote the file. */
async function refused<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (cause) {
    if (cause instanceof CairnError) throw cause
    if (cause instanceof Error && /pixel limit/.test(cause.message))
      throw new CairnError(ErrorCode.TooLarge, 'UP9: too many pixels', { cause })
    throw new CairnError(ErrorCode.Type, 'UP8: a broken picture', { cause })
  }
}
