/** How the card of a person looks. */
import { css } from 'lit'

export const profileCardStyles = css`
  .head {
    --avatar: 64px;
    display: flex;
    gap: var(--s4);
    align-items: center;
    min-inline-size: 0;
  }
  .head div {
    min-inline-size: 0;
    color: var(--text-2);
    font: var(--t-sm) var(--font);
    overflow-wrap: anywhere;
  }
  .head .name {
    color: var(--text);
    font: 650 var(--t-lg) var(--font);
  }
  .color {
    display: inline-block;
    inline-size: 12px;
    block-size: 12px;
    margin-inline-start: var(--s2);
    border: 1px solid var(--line-strong);
    border-radius: 4px;
    background: var(--chosen);
  }
  .here {
    display: flex;
    align-items: center;
    gap: var(--s1);
  }
  .bio {
    margin-block-start: var(--s4);
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  .note {
    display: flex;
    align-items: center;
    gap: var(--s2);
    margin-block-start: var(--s4);
    padding: var(--s2) var(--s3);
    border-radius: var(--r1);
    background: var(--sunken);
    font: var(--t-sm) var(--font);
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: var(--s2);
    margin-block: var(--s4) var(--s2);
  }
  .hint {
    color: var(--text-2);
    font: var(--t-sm) var(--font);
  }
  h3 {
    margin-block: var(--s4) var(--s1);
    font: 600 var(--t-sm) var(--font);
  }
  li a {
    display: flex;
    align-items: center;
    gap: var(--s2);
    min-block-size: var(--target);
    border-radius: var(--r1);
    color: var(--text);
    text-decoration: none;
  }
  li a:hover {
    background: var(--hover);
  }
  li cairn-icon {
    color: var(--text-3);
  }
`
