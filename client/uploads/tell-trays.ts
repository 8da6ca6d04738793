/** Tells the drafts of a device which composers hold files: a chat with files alone has a draft too (docs/behaviour.md, UI92). */
import type { Stores } from '../stores/stores.ts'
import { uploadsOf } from './uploads-of.ts'
import { SENDING } from './waiting-file.ts'

/** Begins with what is known, and follows it. */
export function tellTrays({ device, drafts }: Pick<Stores, 'device' | 'drafts'>): void {
  const uploads = uploadsOf(device)
  const tell = (): void => {
    const trays = new Map<string, string[]>()
    for (const { draft, name } of uploads.view.files) {
      if (draft === null || draft.endsWith(SENDING)) continue
      trays.set(draft, [...(trays.get(draft) ?? []), name])
    }
    drafts.setTrays(trays)
  }
  uploads.subscribe(tell)
  tell()
}
