/** How one unsent thing looks. */
import { css } from 'lit'

export const unsentItemStyles = css`
  :host {
    display: block;
    font: var(--t-sm) var(--font);
    color: var(--text);
  }
  .row {
    padding: var(--s3) var(--s4);
    border-block-end: 1px solid var(--line);
  }
  .row.refused {
    border-inline-start: 3px solid var(--danger);
    padding-inline-start: calc(var(--s4) - 3px);
  }
  .where,
  .foot,
  .state,
  .actions {
    display: flex;
    align-items: center;
    gap: var(--s2);
  }
  .where {
    color: var(--text-2);
    font: var(--t-xs) var(--font);
  }
  .where a {
    font-weight: 600;
    color: var(--text);
    text-decoration: none;
    min-inline-size: var(--target);
    padding-block: max(4px, (var(--target) - 1lh) / 2);
  }
  .where a:hover {
    text-decoration: underline;
  }
  .where cairn-ago {
    margin-inline-start: auto;
    flex: none;
    color: var(--text-3);
  }
  .what {
    margin-block: 2px var(--s1);
    max-block-size: 6lh;
    overflow-y: auto;
    font: var(--t-md) var(--font);
    overflow-wrap: anywhere;
  }
  .what p {
    white-space: pre-wrap;
  }
  .what b {
    font-weight: 550;
    color: var(--text-2);
  }
  .actions {
    flex-wrap: wrap;
  }
  .foot {
    flex-wrap: wrap;
    justify-content: space-between;
    color: var(--text-2);
    font: var(--t-xs) var(--font);
  }
  .refused .state {
    color: var(--danger);
    font-weight: 550;
  }
  .text-button {
    display: inline-grid;
    align-items: center;
    padding-inline: var(--s2);
    border-color: var(--line);
  }
  a.text-button {
    text-decoration: none;
  }
  dl {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: 2px var(--s3);
  }
  dt {
    color: var(--text-2);
    font: var(--t-sm) var(--font);
    line-height: inherit;
  }
  dd {
    white-space: pre-wrap;
  }
`
