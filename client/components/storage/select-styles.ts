/** A native list of choices under its name. */
import { css } from 'lit'

export const selectStyles = css`
  .choice {
    display: grid;
    gap: var(--s1);
    font: 550 var(--t-sm) var(--font);
  }
  select {
    min-block-size: max(36px, var(--target));
    max-inline-size: 100%;
    padding-inline: var(--s2);
    border: 1px solid var(--line-strong);
    border-radius: var(--r1);
    background: var(--surface);
    font: var(--t-md) var(--font);
  }
`
