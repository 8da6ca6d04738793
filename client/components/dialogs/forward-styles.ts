/** How the choice of where to forward looks. */
import { css } from 'lit'

export const forwardStyles = css`
  blockquote {
    display: grid;
    gap: 2px;
    margin: 0 0 var(--s3);
    padding-inline-start: var(--s3);
    border-inline-start: 3px solid var(--line-strong);
    font: var(--t-sm) var(--font);
    color: var(--text-2);
  }
  b {
    font-weight: 600;
    color: var(--text);
  }
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
    gap: var(--s3);
    min-block-size: max(40px, var(--target));
    padding-inline: var(--s3);
    cursor: pointer;
  }
  label:hover {
    background: var(--hover);
  }
  .closed {
    color: var(--text-3);
    cursor: default;
  }
  label:focus-within {
    background: var(--hover);
  }
  label > span {
    flex: 1;
    min-inline-size: 0;
  }
  input {
    flex: none;
    inline-size: 18px;
    block-size: 18px;
    margin: 0;
    accent-color: var(--accent);
  }
  .closed input {
    opacity: 0.5;
  }
  small,
  p {
    font: var(--t-sm) var(--font);
    color: var(--text-2);
  }
  small {
    max-inline-size: 50%;
    text-align: end;
  }
  p {
    margin-block-end: var(--s3);
  }
`
