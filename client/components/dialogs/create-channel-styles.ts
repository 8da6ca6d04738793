/** How the form for a new channel looks. */
import { css } from 'lit'

export const createChannelStyles = css`
  form {
    display: grid;
    gap: var(--s4);
  }
  fieldset {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(190px, 1fr));
    gap: var(--s2);
    margin: 0;
    padding: 0;
    border: 0;
  }
  legend {
    padding: 0 0 var(--s1);
    font: 550 var(--t-sm) var(--font);
  }
  .kind {
    display: flex;
    gap: var(--s2);
    padding: var(--s2) var(--s3);
    border: 1px solid var(--line-strong);
    border-radius: var(--r1);
    cursor: pointer;
  }
  .kind:hover {
    background: var(--hover);
  }
  .kind:has(:checked) {
    border-color: var(--accent);
    background: var(--accent-soft);
  }
  .kind:has(:focus-visible) {
    outline: 2px solid var(--focus);
    outline-offset: 2px;
  }
  input {
    position: absolute;
    opacity: 0;
  }
  cairn-icon {
    margin-block-start: 1px;
    color: var(--text-2);
  }
  .kind:has(:checked) cairn-icon {
    color: var(--accent-hover);
  }
  b {
    display: block;
    font: 600 var(--t-sm) var(--font);
  }
  small {
    display: block;
    font: var(--t-xs) var(--font);
    color: var(--text-2);
  }
  p {
    font: var(--t-sm) var(--font);
    color: var(--text-2);
  }
  @media (forced-colors: active) {
    .kind:has(:checked) {
      outline: 2px solid Highlight;
    }
  }
`
