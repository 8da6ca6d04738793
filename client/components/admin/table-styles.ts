/** How a table of the administration looks; below 600 px each row is a card that names its cells. */
import { css } from 'lit'

export const tableStyles = css`
  :host {
    display: grid;
    gap: var(--s3);
    min-inline-size: 0;
  }
  cairn-field {
    max-inline-size: 320px;
  }
  table {
    inline-size: 100%;
    border-collapse: collapse;
    font: var(--t-sm) var(--font);
  }
  th,
  td {
    padding: var(--s1) var(--s2);
    text-align: start;
    font-weight: 400;
    overflow-wrap: anywhere;
  }
  thead th {
    padding-inline: 0;
  }
  thead button {
    display: inline-flex;
    align-items: center;
    gap: var(--s1);
    min-block-size: var(--target);
    padding-inline: var(--s2);
    border-radius: var(--r1);
    color: var(--text-2);
    font: 600 var(--t-xs) var(--font);
  }
  thead button:hover {
    background: var(--hover);
  }
  tbody tr {
    border-block-start: 1px solid var(--line);
  }
  tbody tr:hover {
    background: var(--hover);
  }
  tbody th {
    font-weight: 600;
  }
  tbody td {
    color: var(--text-2);
  }
  .menu {
    inline-size: var(--target);
    padding-inline: 0;
  }
  @media (max-width: 599.98px) {
    table,
    thead,
    tbody {
      display: block;
    }
    thead tr {
      display: flex;
      flex-wrap: wrap;
    }
    tbody tr {
      display: grid;
      grid-template-columns: 1fr 1fr 1fr;
      gap: 2px var(--s3);
      margin-block-end: var(--s2);
      padding: var(--s3);
      border: 1px solid var(--line);
      border-radius: var(--r2);
    }
    tbody th,
    tbody td {
      padding: 0;
    }
    tbody th {
      grid-column: 1 / 3;
    }
    tbody .menu {
      grid-area: 1 / 3;
      justify-self: end;
    }
    tbody td[data-name]::before {
      content: attr(data-name);
      display: block;
      color: var(--text-3);
      font: var(--t-xs) var(--font);
    }
  }
`
