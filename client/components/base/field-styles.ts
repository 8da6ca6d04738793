/** How a field with its name, hint and fault looks. */
import { css } from 'lit'

export const fieldStyles = css`
  :host {
    display: block;
    text-align: start;
  }
  label {
    display: block;
    margin-block-end: var(--s1);
    font: 550 var(--t-sm) var(--font);
    color: var(--text);
  }
  .frame {
    display: flex;
    align-items: center;
    min-block-size: max(var(--target), 36px);
    border: 1px solid var(--line-strong);
    border-radius: var(--r1);
    background: var(--surface);
  }
  .frame:focus-within {
    outline: 2px solid var(--focus);
    outline-offset: 2px;
  }
  input,
  textarea {
    flex: 1;
    min-inline-size: 0;
    padding: 7px var(--s3);
    border: 0;
    background: transparent;
    font: var(--t-md) var(--font);
  }
  input:focus-visible,
  textarea:focus-visible {
    outline: none;
  }
  textarea {
    resize: vertical;
  }
  ::placeholder {
    color: var(--text-3);
    opacity: 1;
  }
  p {
    margin-block-start: var(--s1);
    font: var(--t-xs) var(--font);
    color: var(--text-2);
  }
  .error {
    color: var(--danger);
  }
  @media (pointer: coarse) {
    input,
    textarea {
      font-size: 1rem;
    }
  }
`
