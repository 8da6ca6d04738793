/** Whether this device can draw emoji at all: without a font for them two different ones look the same. Asked once. */

let known: boolean | undefined

export function hasEmojiFont(): boolean {
  known ??= typeof document === 'undefined' || isDrawn('👍', '🌧')
  return known
}

/** What to show for an emoji: itself, or its name where there is no font for it. */
export function shownEmoji(emoji: string, name: string): string {
  return hasEmojiFont() || emoji.startsWith(':') ? emoji : `:${name}:`
}

function isDrawn(one: string, other: string): boolean {
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = 20
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (!context) return true
  const draw = (text: string) => {
    context.clearRect(0, 0, 20, 20)
    context.font = '16px system-ui, sans-serif'
    context.textBaseline = 'top'
    context.fillText(text, 0, 0)
    return context.getImageData(0, 0, 20, 20).data
  }
  const [first, second] = [draw(one), draw(other)]
  // Boxes with the number of the character in them differ too, but have no colour.
  return first.some((value, index) => value !== second[index]) && hasColour(first)
}

function hasColour(pixels: Uint8ClampedArray): boolean {
  for (let at = 0; at < pixels.length; at += 4) {
    const [red = 0, green = 0, blue = 0] = pixels.subarray(at, at + 3)
    if (Math.abs(red - green) > 24 || Math.abs(green - blue) > 24) return true
  }
  return false
}
