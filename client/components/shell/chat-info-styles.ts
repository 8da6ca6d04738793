/** How the page about a chat looks. */
import { css } from 'lit'

export const chatInfoStyles = css`
  :host {
    display: block;
    padding: var(--s4);
    font: var(--t-md) var(--font);
  }
  .head {
    --avatar: 48px;
    display: flex;
    align-items: center;
    gap: var(--s3);
    padding-block-end: var(--s4);
  }
  .head .name {
    color: var(--text);
    font: 650 var(--t-lg) var(--font);
    overflow-wrap: anywhere;
  }
  .head p {
    font: var(--t-sm) var(--font);
    color: var(--text-2);
  }
  cairn-mute-menu {
    display: block;
    padding-block-end: var(--s4);
  }
  dl {
    display: grid;
    gap: 2px;
  }
  dt {
    font: var(--t-xs) var(--font);
    color: var(--text-2);
  }
  dd {
    margin-block-end: var(--s3);
    overflow-wrap: anywhere;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--s3);
    padding-block: var(--s1) var(--s4);
    font: var(--t-sm) var(--font);
  }
  a[aria-disabled='true'] {
    color: var(--text-3);
    text-decoration: none;
    cursor: default;
  }
  .switches {
    display: grid;
    gap: var(--s3);
    padding-block-start: var(--s4);
    border-block-start: 1px solid var(--line);
  }
`
