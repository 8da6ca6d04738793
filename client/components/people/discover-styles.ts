/** How the list of channels to join looks. */
import { css } from 'lit'

export const discoverStyles = css`
  :host {
    display: block;
    block-size: 100%;
    font: var(--t-md) var(--font);
  }
  .top {
    display: flex;
    flex-wrap: wrap;
    align-items: end;
    gap: var(--s3);
    max-inline-size: 720px;
    padding: var(--s4) var(--s5) 0;
  }
  .top cairn-field {
    flex: 1 1 220px;
  }
  .count {
    padding: var(--s2) var(--s5);
    color: var(--text-2);
    font: var(--t-sm) var(--font);
  }
  ul {
    max-inline-size: 720px;
    padding: 0 var(--s5) var(--s5);
  }
  li[data-row] {
    --avatar: 40px;
    display: flex;
    align-items: center;
    gap: var(--s3);
    block-size: 88px;
    border-block-end: 1px solid var(--line);
  }
  .what {
    flex: 1;
    min-inline-size: 0;
  }
  .what p:first-child {
    font-weight: 600;
  }
  small {
    font-weight: 400;
    color: var(--text-3);
  }
  .more {
    color: var(--text-2);
    font: var(--t-sm) var(--font);
  }
  li a {
    display: grid;
    place-items: center;
    min-block-size: var(--target);
    padding-inline: var(--s3);
  }
  @media (max-width: 599.98px) {
    .top,
    .count,
    ul {
      padding-inline: var(--s4);
    }
  }
`
