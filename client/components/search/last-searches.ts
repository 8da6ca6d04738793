/** What was searched for last, to be searched for again. */
import { html, type TemplateResult } from 'lit'
import { t } from '../../app/text.ts'

/** @param heading  the element that says what the list is */
export function lastSearches(
  last: readonly string[],
  heading: unknown,
  { again, clear }: { readonly again: (typed: string) => void; readonly clear: () => void },
): TemplateResult {
  if (last.length === 0) return html`<cairn-empty icon="search" text=${t('search.hint')}></cairn-empty>`
  return html`<div class="about">
      ${heading}
      <button type="button" @click=${clear}>${t('search.lastClear')}</button>
    </div>
    <ul class="last">
      ${last.map(
        (typed) =>
          html`<li>
            <button type="button" @click=${() => again(typed)}>
              <cairn-icon name="clock"></cairn-icon><bdi>${typed}</bdi>
            </button>
          </li>`,
      )}
    </ul>`
}
