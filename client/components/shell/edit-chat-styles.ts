/** How the form for name and topic of a chat looks. */
import { css } from 'lit'

export const editChatStyles = css`
  form {
    display: grid;
    gap: var(--s3);
  }
  .stale,
  .standing {
    padding: var(--s2) var(--s3);
    border-radius: var(--r1);
    background: var(--warn-soft);
    font: var(--t-sm) var(--font);
  }
  .standing {
    display: grid;
    gap: var(--s2);
    justify-items: start;
  }
  .standing p {
    overflow-wrap: anywhere;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: var(--s3);
    padding-block: var(--s1) var(--s4);
    font: var(--t-sm) var(--font);
  }
`
