/** The look of a composer's files. */
import { css } from 'lit'

export const uploadTrayStyles = css`
  [role='group'] {
    padding: var(--s1) var(--s2);
    border-block-end: 1px solid var(--line);
  }
  .rows {
    max-block-size: min(38vh, 300px);
  }
  cairn-upload-row + cairn-upload-row {
    border-block-start: 1px solid var(--line);
  }
  cairn-switch {
    padding-inline: var(--s1);
    border-block-start: 1px solid var(--line);
    font: var(--t-sm) var(--font);
  }
`

export const uploadRowStyles = css`
  :host {
    display: grid;
    grid-template-columns: 40px minmax(0, 1fr) auto;
    align-items: center;
    gap: 2px var(--s2);
    padding: var(--s2) var(--s1);
    font: var(--t-sm) var(--font);
  }
  .picture {
    display: grid;
    place-items: center;
    grid-row: span 2;
    inline-size: 40px;
    block-size: 40px;
    border-radius: var(--r1);
    overflow: hidden;
    background: var(--sunken);
    color: var(--text-2);
  }
  img {
    inline-size: 100%;
    block-size: 100%;
    object-fit: cover;
  }
  .name {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    font-weight: 550;
  }
  .buttons {
    display: flex;
    align-items: center;
    grid-row: span 2;
  }
  .buttons .text-button {
    border-color: transparent;
    background: none;
    color: var(--accent);
    padding-inline: var(--s2);
  }
  .buttons .text-button:hover {
    background: var(--hover);
  }
  .state {
    display: flex;
    flex-wrap: wrap;
    gap: 0 var(--s2);
    font: var(--t-xs) var(--font);
    color: var(--text-2);
    font-variant-numeric: tabular-nums;
  }
  .bad {
    color: var(--danger);
    font-weight: 550;
  }
  cairn-progress {
    grid-column: 2 / -1;
  }
  .more {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--s1) var(--s3);
    grid-column: 2 / -1;
  }
  fieldset {
    display: flex;
    flex-wrap: wrap;
    gap: 0 var(--s3);
    margin: 0;
    padding: 0;
    border: 0;
  }
  label {
    display: flex;
    align-items: center;
    gap: var(--s1);
    min-block-size: var(--target);
    cursor: pointer;
  }
  input[type='radio'] {
    margin: 0;
    accent-color: var(--accent);
  }
  input[type='text'] {
    flex: 1 1 160px;
    min-inline-size: 0;
    min-block-size: var(--target);
    padding-inline: var(--s2);
    border: 1px solid var(--line-strong);
    border-radius: var(--r1);
    background: var(--surface);
    color: inherit;
    font: inherit;
  }
  /* Written from where the page's words begin, and not from where an empty box would put them. */
  input:placeholder-shown {
    direction: inherit;
  }
  input::placeholder {
    color: var(--text-3);
    opacity: 1;
  }
`
