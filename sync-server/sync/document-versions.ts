/**
 * When each document last changed, as a number to compare: what was made from a document holds while its number stands.
 * In memory only, since what is made from documents and kept is in memory too.
 */

/** Documents that are told apart; beyond it all count as changed once, and it begins anew. */
const MAX_DOCUMENTS = 50_000

export class DocumentVersions {
  private readonly versions = new Map<string, number>()
  /** Of every document that is not listed. */
  private floor = 0
  private newest = 0

  /** Notes a committed change of the document. */
  touch(document: string): void {
    this.newest++
    if (this.versions.size >= MAX_DOCUMENTS) {
      this.versions.clear()
      this.floor = this.newest
    }
    this.versions.set(keyOf(document), this.newest)
  }

  /** @param document a name; `channel/<id>/` stands for all volumes of the channel together */
  of(document: string): number {
    return this.versions.get(document) ?? this.floor
  }
}

function keyOf(document: string): string {
  const [head, channelId, volume] = document.split('/')
  return volume === undefined ? document : `${head}/${channelId}/`
}
