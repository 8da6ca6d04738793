/** What the name of a volume's document, `channel/<id>/<n>`, says of its table. */

export function channelOf(doc: string): string {
  return doc.split('/')[1] ?? ''
}

export function volumeOf(doc: string): number {
  return Number(doc.split('/')[2])
}
