/** How a chat stands: its parts above each other, what is read in the middle. */
import { css } from 'lit'

export const chatViewStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    min-block-size: 0;
    min-inline-size: 0;
    block-size: 100%;
    background: var(--bg);
    color: var(--text);
  }
  .middle {
    flex: 1;
    min-block-size: 0;
  }
  cairn-skeleton {
    overflow: hidden;
    padding-block: var(--s4);
  }
`
