/** A native list of choices, or a time, under its name: `<label class="choice">`. */
import { css } from 'lit'

export const choiceStyles = css`
  .choice {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--s1);
    font: 550 var(--t-sm) var(--font);
  }
  select,
  input[type='time'] {
    min-block-size: max(36px, var(--target));
    max-inline-size: 100%;
    padding-inline: var(--s2);
    border: 1px solid var(--line-strong);
    border-radius: var(--r1);
    background: var(--surface);
    font: var(--t-md) var(--font);
  }
`
