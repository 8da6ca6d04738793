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
  .search {
    display: block;
    padding: 0 var(--s4) var(--s2);
  }
  .foot {
    padding: var(--s4);
  }
`
