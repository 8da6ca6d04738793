/** Two short tones, made here: no file to fetch. Without a press on the page before, browsers let none be heard. */

const TONES_HZ = [660, 880] as const
const TONE_SECONDS = 0.12
const LOUDNESS = 0.08

let context: AudioContext | null = null

export function ring(): void {
  if (typeof AudioContext === 'undefined') return
  context ??= new AudioContext()
  const { currentTime: now, destination } = context
  // Suspended until somebody presses something; then it would come late, and to no purpose.
  if (context.state === 'suspended') return void context.resume().catch(() => undefined)
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
