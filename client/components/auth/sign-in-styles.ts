/** How the sign-in form looks. */
import { css } from 'lit'

export const signInStyles = css`
  :host {
    display: block;
    font: var(--t-md) var(--font);
  }
  form {
    display: grid;
    gap: var(--s4);
  }
  cairn-button {
    display: block;
    margin-block-start: var(--s1);
  }
  @media (pointer: fine) {
    cairn-button {
      --target: 40px;
    }
  }
  .note {
    display: flex;
    gap: var(--s2);
    padding: var(--s3);
    border-radius: var(--r1);
    background: var(--sunken);
    color: var(--text);
    font: var(--t-sm) var(--font);
  }
  .good cairn-icon {
    color: var(--ok);
  }
  .explain {
    color: var(--text-2);
    font: var(--t-sm) var(--font);
  }
  .forgot {
    margin-block-start: calc(-1 * var(--s2));
    font: var(--t-sm) var(--font);
    text-align: end;
  }
  .bad {
    background: var(--danger-soft);
  }
  .bad cairn-icon {
    color: var(--danger);
  }
  .other {
    margin-block-start: var(--s5);
    color: var(--text-2);
    font: var(--t-sm) var(--font);
    text-align: center;
  }
`
