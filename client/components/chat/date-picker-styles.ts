/** How the choice of a day looks. */
import { css } from 'lit'

export const datePickerStyles = css`
  .raised {
    position: fixed;
    inset: auto;
    margin: 0;
    padding: var(--s3);
    color: var(--text);
    font: var(--t-sm) var(--font);
  }
  header {
    display: flex;
    align-items: center;
    justify-content: space-between;
  }
  h2 {
    font: 600 var(--t-md) var(--font);
  }
  table {
    border-spacing: 2px;
    margin-inline: auto;
  }
  th {
    padding-block: var(--s1);
    font: 500 var(--t-xs) var(--font);
    color: var(--text-3);
  }
  td {
    padding: 0;
  }
  td button {
    display: grid;
    place-items: center;
    inline-size: max(36px, calc(var(--target) - 4px));
    block-size: max(34px, calc(var(--target) - 4px));
    border-radius: var(--r1);
    font-weight: 600;
    font-variant-numeric: tabular-nums;
  }
  td button:hover {
    background: var(--hover);
  }
  td button[tabindex='0'] {
    background: var(--selected);
  }
  .empty {
    font-weight: 400;
    color: var(--text-3);
  }
  [aria-current='date'] {
    box-shadow: inset 0 0 0 1px var(--accent);
  }
  td button[aria-disabled='true'] {
    color: var(--line-strong);
    opacity: 0.6;
    font-weight: 400;
    background: none;
  }
  p {
    max-inline-size: 280px;
    min-block-size: 16px;
    margin-block-start: var(--s2);
    font: var(--t-xs) var(--font);
    color: var(--text-3);
    text-align: center;
  }
`
