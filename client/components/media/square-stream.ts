/** The middle square of a camera's picture, as a stream with the same sound. */

export async function cropSquare(
  camera: MediaStream,
  side: number,
): Promise<{ readonly stream: MediaStream; stop(): void }> {
  const video = document.createElement('video')
  video.muted = true
  video.playsInline = true
  video.srcObject = camera
  await video.play()
  const canvas = document.createElement('canvas')
  canvas.width = side
  canvas.height = side
  const pen = canvas.getContext('2d')
  let frame = 0
  const draw = (): void => {
    const { videoWidth: width, videoHeight: height } = video
    const edge = Math.min(width, height)
    if (edge > 0) pen?.drawImage(video, (width - edge) / 2, (height - edge) / 2, edge, edge, 0, 0, side, side)
    frame = requestAnimationFrame(draw)
  }
  draw()
  const stream = canvas.captureStream(24)
  camera.getAudioTracks().forEach((track) => stream.addTrack(track))
  return {
    stream,
    stop() {
      cancelAnimationFrame(frame)
      stream.getVideoTracks().forEach((track) => track.stop())
      video.srcObject = null
    },
  }
}
