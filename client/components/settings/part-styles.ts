/** How one part of the settings looks: sections with a heading, fields, notes and rows of people or devices. */
import { css } from 'lit'

export const partStyles = css`
  :host {
    display: grid;
    gap: var(--s6);
    font: var(--t-md) var(--font);
  }
  section,
  form {
    display: grid;
    gap: var(--s4);
    justify-items: start;
    min-inline-size: 0;
  }
  section > *,
  form > * {
    inline-size: 100%;
    min-inline-size: 0;
  }
  section > cairn-button,
  form > cairn-button,
  .buttons {
    inline-size: auto;
    max-inline-size: 100%;
  }
  h2 {
    font: 650 var(--t-lg) var(--font);
  }
  /* Where the focus goes when what had it is gone: a place to go on from, nothing to press. */
  h2:focus-visible {
    outline: none;
  }
  .explain {
    color: var(--text-2);
    font: var(--t-sm) var(--font);
  }
  .note {
    display: flex;
    gap: var(--s2);
    padding: var(--s3);
    border-radius: var(--r1);
    background: var(--sunken);
    font: var(--t-sm) var(--font);
  }
  .bad {
    background: var(--danger-soft);
  }
  .bad cairn-icon {
    color: var(--danger);
  }
  .good cairn-icon {
    color: var(--ok);
  }
  .buttons {
    display: flex;
    flex-wrap: wrap;
    gap: var(--s2);
  }
  dd + dt {
    margin-block-start: var(--s2);
  }
  fieldset {
    display: flex;
    flex-wrap: wrap;
    gap: var(--s1) var(--s4);
    margin: 0;
    padding: 0;
    border: 0;
  }
  legend {
    padding: 0 0 var(--s1);
    font: 550 var(--t-sm) var(--font);
  }
  fieldset label {
    display: inline-flex;
    align-items: center;
    gap: var(--s2);
    min-block-size: var(--target);
  }
  input[type='radio'] {
    inline-size: 18px;
    block-size: 18px;
    margin: 0;
    accent-color: var(--accent);
  }
  li {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--s3);
    padding-block: var(--s3);
    border-block-end: 1px solid var(--line);
  }
  li .what {
    flex: 1 1 180px;
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }
  li small {
    display: block;
    color: var(--text-2);
    font: var(--t-sm) var(--font);
  }
  .tag {
    padding: 1px var(--s2);
    border-radius: var(--r1);
    background: var(--accent-soft);
    color: var(--text);
    font: 550 var(--t-xs) var(--font);
  }
  .tag.waiting {
    background: var(--warn-soft);
  }
`
