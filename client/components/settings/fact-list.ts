/** Facts that are read, not set, as names and values. Styles: part-styles.ts. */
import { html, type TemplateResult } from 'lit'

/** @param facts  the name and the value of each, in the person's language */
export function factList(facts: readonly (readonly [name: string, value: string])[]): TemplateResult {
  return html`<dl>
    ${facts.map(
      ([name, value]) =>
        html`<dt class="explain">${name}</dt>
          <dd><bdi>${value}</bdi></dd>`,
    )}
  </dl>`
}
