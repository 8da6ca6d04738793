/** How a question at the foot of a composer looks. */
import { css } from 'lit'

export const questionStyles = css`
  div {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: flex-end;
    gap: var(--s2);
    padding: var(--s2);
    border-block-start: 1px solid var(--line);
    font: var(--t-sm) var(--font);
    font-weight: 550;
  }
  span {
    flex: 1;
    padding-inline-start: var(--s2);
  }
`
