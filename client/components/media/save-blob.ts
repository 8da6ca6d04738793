/** Hands a file to the person, under its own name. It is saved and never opened: as a page it would be one of ours. */

export function saveBlob(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The browser has taken it when the click is done; a moment more costs nothing.
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
