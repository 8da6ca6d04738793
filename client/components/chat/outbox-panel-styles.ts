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
  .scrolls {
    flex: 1;
    min-block-size: 0;
  }
  .text-button {
    padding-inline: var(--s2);
    border-color: var(--line);
  }
  .text-button.primary {
    border-color: transparent;
  }
`
