/** How the settings look. */
import { css } from 'lit'

export const settingsStyles = css`
  :host {
    display: block;
    block-size: 100%;
  }
  .body {
    display: grid;
    gap: var(--s6);
    max-inline-size: 560px;
    padding: var(--s5);
    font: var(--t-md) var(--font);
  }
  section {
    display: grid;
    gap: var(--s4);
    justify-items: start;
  }
  section > * {
    inline-size: 100%;
  }
  section > cairn-button {
    inline-size: auto;
  }
  h2 {
    font: 650 var(--t-lg) var(--font);
  }
  fieldset {
    display: flex;
    flex-wrap: wrap;
    gap: var(--s2) var(--s4);
    margin: 0;
    padding: 0;
    border: 0;
  }
  legend {
    padding: 0 0 var(--s1);
    font: 550 var(--t-sm) var(--font);
  }
  fieldset label {
    display: inline-flex;
    align-items: center;
    gap: var(--s2);
    min-block-size: var(--target);
  }
  input {
    inline-size: 18px;
    block-size: 18px;
    margin: 0;
    accent-color: var(--accent);
  }
  .language {
    display: grid;
    gap: var(--s1);
    font: 550 var(--t-sm) var(--font);
  }
  select {
    min-block-size: max(36px, var(--target));
    padding-inline: var(--s2);
    border: 1px solid var(--line-strong);
    border-radius: var(--r1);
    background: var(--surface);
    font: var(--t-md) var(--font);
  }
  @media (max-width: 599.98px) {
    .body {
      padding: var(--s4);
    }
  }
`
