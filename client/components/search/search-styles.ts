/** How the search's panel looks. */
import { css } from 'lit'

export const searchStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    block-size: 100%;
    min-block-size: 0;
    color: var(--text);
  }
  .search {
    flex: none;
    padding: var(--s3) var(--s4) var(--s2);
    border-block-end: 1px solid var(--line);
  }
  .list {
    flex: 1;
    min-block-size: 0;
  }
  .kinds {
    display: flex;
    flex-wrap: wrap;
    gap: var(--s1);
    padding-block-start: var(--s2);
  }
  .kinds button,
  .about button {
    min-block-size: max(28px, calc(var(--target) - 4px));
    padding-inline: var(--s2);
    border-radius: var(--r1);
    color: var(--text-2);
    font: var(--t-sm) var(--font);
  }
  .kinds b {
    color: var(--text-3);
    font-weight: 400;
  }
  .kinds button:hover,
  .about button:hover {
    background: var(--hover);
  }
  .kinds [aria-pressed='true'],
  .about [aria-pressed='true'] {
    background: var(--selected);
    color: var(--text);
    font-weight: 600;
  }
  .kinds [aria-pressed='true'] b {
    color: var(--text-2);
  }
  .about {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: var(--s2);
    min-block-size: 40px;
    padding-inline: var(--s4) var(--s3);
  }
  .heading {
    color: var(--text-2);
    font: 600 var(--t-sm) var(--font);
  }
  .about button {
    flex: none;
    font: var(--t-xs) var(--font);
  }
  .note {
    padding: 0 var(--s4) var(--s2);
    color: var(--text-2);
    font: var(--t-xs) var(--font);
  }
  .retry {
    padding: 0 var(--s4) var(--s3);
  }
  .last button {
    display: flex;
    align-items: center;
    gap: var(--s3);
    inline-size: 100%;
    min-block-size: max(40px, var(--target));
    padding-inline: var(--s4);
    color: var(--text);
    font: var(--t-sm) var(--font);
    overflow-wrap: anywhere;
  }
  .last button:hover {
    background: var(--hover);
  }
  .last cairn-icon {
    flex: none;
    inline-size: 16px;
    block-size: 16px;
    color: var(--text-3);
  }
  @media (pointer: coarse) {
    .kinds button,
    .about button {
      min-block-size: var(--target);
    }
  }
  @media (forced-colors: active) {
    .kinds [aria-pressed='true'],
    .kinds [aria-pressed='true'] b,
    .about [aria-pressed='true'] {
      border-color: Highlight;
      background: Highlight;
      color: HighlightText;
      forced-color-adjust: none;
    }
  }
`
