/** How the chat list looks, with what stands around it. */
import { css } from 'lit'

export const sidebarStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    min-block-size: 0;
    block-size: 100%;
    background: var(--bg);
    color: var(--text);
  }
  header {
    display: flex;
    align-items: center;
    gap: var(--s1);
    min-block-size: 56px;
    padding-inline: var(--s4) var(--s2);
  }
  header cairn-stones {
    font-size: 1.1rem;
    color: var(--accent);
  }
  h1,
  h2 {
    flex: 1;
    margin-inline-start: var(--s1);
    font: 700 var(--t-lg) var(--font);
    letter-spacing: -0.01em;
  }
  .unread {
    display: grid;
    place-items: center;
    inline-size: var(--target);
    block-size: var(--target);
    border-radius: var(--r1);
    color: var(--text-2);
  }
  .unread:hover {
    background: var(--hover);
    color: var(--text);
  }
  .search {
    display: flex;
    flex: none;
    align-items: center;
    gap: var(--s2);
    min-block-size: max(36px, var(--target));
    margin: 0 var(--s3) var(--s2);
    padding-inline: var(--s3);
    border: 1px solid var(--line);
    border-radius: var(--r1);
    background: var(--surface);
    color: var(--text-2);
    font: var(--t-sm) var(--font);
  }
  .search:hover {
    border-color: var(--line-strong);
  }
  .search span {
    flex: 1;
  }
  kbd {
    font: var(--t-xs) var(--font);
    color: var(--text-3);
  }
  .list {
    flex: 1;
    min-block-size: 0;
    padding: 0 var(--s2) var(--s3);
  }
  cairn-keep-card,
  cairn-notice-card {
    flex: none;
    max-block-size: 45%;
    overflow: auto;
  }
  /* One question at a time. */
  cairn-keep-card[shown] ~ cairn-notice-card {
    display: none;
  }
  .shortcuts a {
    display: flex;
    align-items: center;
    gap: var(--s2);
    min-block-size: max(var(--target), 32px);
    padding-inline: var(--s2);
    border-radius: var(--r1);
    color: var(--text-2);
    font: var(--t-md) var(--font);
    text-decoration: none;
  }
  .shortcuts a:hover {
    background: var(--hover);
  }
  .shortcuts a:focus-visible {
    outline-offset: -2px;
  }
  .shortcuts a[aria-current] {
    background: var(--selected);
    color: var(--text);
  }
  .shortcuts span {
    flex: 1;
  }
  .shortcuts cairn-icon {
    inline-size: 20px;
    color: var(--text-3);
  }
  .shortcuts b {
    font: 650 var(--t-xs) var(--font);
    padding-inline: 6px;
    color: var(--text-2);
  }
  @media (max-width: 599.98px) {
    .list {
      padding-inline: 0;
    }
    header {
      padding-inline: var(--s4) var(--s2);
    }
    .top {
      border-block-end: 1px solid var(--line);
    }
    h1 {
      font: 700 var(--t-xl) var(--font);
    }
  }
`
