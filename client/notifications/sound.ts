/** Two short tones, made here: no file to fetch. Without a press on the page before, browsers let none be heard. */

const TONES_HZ = [660, 880] as const
const TONE_SECONDS = 0.12
const LOUDNESS = 0.08
/** A sound that comes later than this belongs to nothing any more. */
const LATE_AFTER_MS = 1_000

let context: AudioContext | null = null

/** Whether `ring` would be heard: somebody has pressed something on this page since it was loaded. */
export function canRing(): boolean {
  const { userActivation } = navigator as { userActivation?: UserActivation }
  return typeof AudioContext !== 'undefined' && userActivation?.hasBeenActive === true
}

export async function ring(): Promise<void> {
  if (typeof AudioContext === 'undefined') return
  context ??= new AudioContext()
  const askedAtMs = performance.now()
  // Some browsers start each of them suspended; without a press it stays so until one comes.
  if (context.state !== 'running') await context.resume().catch(() => undefined)
  if (performance.now() - askedAtMs > LATE_AFTER_MS || context.state !== 'running') return
  const { currentTime: now, destination } = context
  for (const [n, hz] of TONES_HZ.entries()) {
    const tone = context.createOscillator()
    const volume = context.createGain()
    const from = now + n * TONE_SECONDS
    tone.frequency.value = hz
    volume.gain.setValueAtTime(0, from)
    volume.gain.linearRampToValueAtTime(LOUDNESS, from + 0.01)
    volume.gain.exponentialRampToValueAtTime(0.0001, from + TONE_SECONDS)
    tone.connect(volume).connect(destination)
    tone.start(from)
    tone.stop(from + TONE_SECONDS)
  }
}
