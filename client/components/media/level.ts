/** How loud a stream is, over and over, while it is recorded. */

export interface LevelWatch {
  /** 0 to 1, the newest last. */
  readonly levels: readonly number[]
  stop(): void
}

const EVERY_MS = 80
/** Speech fills about a third of the range: the waves are to be seen. */
const GAIN = 2.5

export function watchLevel(stream: MediaStream): LevelWatch {
  const levels: number[] = []
  if (stream.getAudioTracks().length === 0) return { levels, stop: () => undefined }
  const context = new AudioContext()
  const analyser = context.createAnalyser()
  analyser.fftSize = 1_024
  context.createMediaStreamSource(stream).connect(analyser)
  const samples = new Float32Array(analyser.fftSize)
  const timer = setInterval(() => {
    analyser.getFloatTimeDomainData(samples)
    const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length
    levels.push(Math.min(1, Math.sqrt(power) * GAIN))
  }, EVERY_MS)
  return {
    levels,
    stop() {
      clearInterval(timer)
      void context.close()
    },
  }
}
