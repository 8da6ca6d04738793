/** How a card under the chat list looks. */
import { css } from 'lit'

export const sideCardStyles = css`
  .card {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--s2);
    margin: var(--s2) var(--s3);
    padding: var(--s3);
    border: 1px solid var(--line);
    border-radius: var(--r2);
    background: var(--surface);
    font: var(--t-sm) var(--font);
  }
  p {
    flex: 1 0 100%;
  }
  @media (max-width: 599.98px) {
    .card {
      margin-inline: var(--s4);
    }
  }
`
