/** A list of chats or people in a dialog, of which some are ticked. */
import { css } from 'lit'

export const pickListStyles = css`
  ul {
    max-block-size: 240px;
    margin-block: var(--s2);
    border: 1px solid var(--line);
    border-radius: var(--r1);
  }
  ul:empty {
    display: none;
  }
  label {
    --avatar: 28px;
    display: flex;
    align-items: center;
    gap: var(--s2);
    min-block-size: max(40px, var(--target));
    padding-inline: var(--s3);
    cursor: pointer;
  }
  label:hover {
    background: var(--hover);
  }
  input {
    flex: none;
    inline-size: 18px;
    block-size: 18px;
    margin: 0;
    accent-color: var(--accent);
  }
  small,
  p {
    font: var(--t-sm) var(--font);
    color: var(--text-2);
  }
`
