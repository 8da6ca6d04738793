/** How the list of members looks. */
import { css } from 'lit'

export const membersStyles = css`
  :host {
    display: block;
    padding: var(--s3) 0;
  }
  .top {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--s2);
    padding: 0 var(--s4) var(--s3);
  }
  .top p {
    flex: 1;
    font: var(--t-sm) var(--font);
    color: var(--text-2);
  }
  .note {
    padding: 0 var(--s4) var(--s3);
    font: var(--t-sm) var(--font);
    color: var(--text-2);
  }
  li {
    --avatar: 32px;
    display: flex;
    align-items: center;
    gap: var(--s3);
    min-block-size: 48px;
    padding-inline: var(--s4) var(--s2);
  }
  li:hover {
    background: var(--hover);
  }
  cairn-presence {
    --presence-ground: var(--bg);
  }
  .who {
    flex: 1;
    min-inline-size: 0;
    font: var(--t-md) var(--font);
  }
  .more {
    font: var(--t-xs) var(--font);
    color: var(--text-2);
  }
  .more:empty {
    display: none;
  }
  .role {
    font: var(--t-xs) var(--font);
    color: var(--text-2);
  }
  .blank {
    inline-size: var(--target);
  }
  .foot {
    padding: var(--s4);
  }
`
