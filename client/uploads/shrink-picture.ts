/** A smaller copy of a picture, made on the device: for links that are thin (docs/behaviour.md, UQ18). */
import type { Measures } from './waiting-file.ts'

/** Enough for any screen; what phones take is three times as wide. */
const SIDE_PX = 1_600
const QUALITY = 0.8
/** It is offered when it saves at least a quarter. */
const WORTH = 0.75
const SMALL_BYTES = 150_000
/** What the browser writes anew without loss of what matters: animations would stop. */
const SHRINKS: ReadonlySet<string> = new Set(['image/jpeg', 'image/png', 'image/webp'])

export interface Shrunk {
  readonly blob: Blob
  readonly measures: Measures
}

export interface MeasuredPicture {
  readonly width: number
  readonly height: number
  readonly smaller: Shrunk | null
}

/** @returns null for what is no picture that this browser shows */
export async function measurePicture(blob: Blob, name: string, type: string): Promise<MeasuredPicture | null> {
  if (!type.startsWith('image/')) return null
  const bitmap = await createImageBitmap(blob, { imageOrientation: 'from-image' }).catch(() => null)
  if (!bitmap) return null
  const { width, height } = bitmap
  try {
    const smaller = SHRINKS.has(type) && blob.size > SMALL_BYTES ? await shrink(bitmap, blob, name) : null
    return { width, height, smaller }
  } finally {
    bitmap.close()
  }
}

async function shrink(bitmap: ImageBitmap, original: Blob, name: string): Promise<Shrunk | null> {
  const scale = Math.min(1, SIDE_PX / Math.max(bitmap.width, bitmap.height))
  const [width, height] = [bitmap.width, bitmap.height].map((side) => Math.max(1, Math.round(side * scale))) as [
    number,
    number,
  ]
  const canvas = new OffscreenCanvas(width, height)
  const context = canvas.getContext('2d')
  if (!context) return null
  context.imageSmoothingQuality = 'high'
  // What is see-through has no colour in a JPEG.
  context.fillStyle = '#fff'
  context.fillRect(0, 0, width, height)
  context.drawImage(bitmap, 0, 0, width, height)
  const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: QUALITY }).catch(() => null)
  if (!blob || blob.type !== 'image/jpeg' || blob.size > original.size * WORTH) return null
  const measures = { name: asJpeg(name), type: blob.type, bytes: blob.size, width, height }
  return { blob, measures }
}

function asJpeg(name: string): string {
  return /\.jpe?g$/i.test(name) ? name : `${name.replace(/\.\w{1,5}$/, '')}.jpg`
}
