/** How the list of unsent things looks. */
import { css } from 'lit'

export const outboxPanelStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    block-size: 100%;
    min-block-size: 0;
    background: var(--bg);
    color: var(--text);
    font: var(--t-sm) var(--font);
  }
  .top {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--s2);
    padding: var(--s3) var(--s4);
    border-block-end: 1px solid var(--line);
  }
  .top p {
    flex: 1 1 160px;
    display: flex;
    flex-direction: column;
    color: var(--text-2);
  }
  .bad {
    color: var(--danger);
    font-weight: 550;
  }
  ul {
    flex: 1;
    min-block-size: 0;
  }
  li {
    padding: var(--s3) var(--s4);
    border-block-end: 1px solid var(--line);
  }
  li.refused {
    border-inline-start: 3px solid var(--danger);
    padding-inline-start: calc(var(--s4) - 3px);
  }
  .where,
  .foot,
  .state,
  .actions {
    display: flex;
    align-items: center;
    gap: var(--s2);
  }
  .where {
    color: var(--text-2);
    font: var(--t-xs) var(--font);
  }
  .where a {
    font-weight: 600;
    color: var(--text);
    text-decoration: none;
    padding-block: 4px;
  }
  .where a:hover {
    text-decoration: underline;
  }
  .where time {
    margin-inline-start: auto;
    flex: none;
    color: var(--text-3);
  }
  .what {
    margin-block: 2px var(--s1);
    max-block-size: calc(22px * 4);
    overflow-y: auto;
    font: var(--t-md) var(--font);
    overflow-wrap: anywhere;
  }
  .what p {
    white-space: pre-wrap;
  }
  .what b {
    font-weight: 550;
    color: var(--text-2);
  }
  .foot {
    flex-wrap: wrap;
    justify-content: space-between;
    color: var(--text-2);
    font: var(--t-xs) var(--font);
  }
  .refused .state {
    color: var(--danger);
    font-weight: 550;
  }
  .text-button {
    padding-inline: var(--s2);
    border-color: var(--line);
  }
  .text-button.primary {
    border-color: transparent;
  }
`
