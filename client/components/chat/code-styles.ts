/** How a block of code looks. Its kinds take the tones of names: they are measured against every ground. */
import { css } from 'lit'

export const codeStyles = css`
  :host {
    position: relative;
    display: block;
  }
  pre {
    margin: 0;
    padding: var(--s2) var(--s3);
    border: 1px solid var(--line);
    border-radius: var(--r1);
    background: var(--surface);
    overflow-x: auto;
    font-family: var(--mono);
    font-size: 0.9em;
    direction: ltr;
    unicode-bidi: isolate;
    text-align: start;
    scrollbar-width: thin;
  }
  code {
    font: inherit;
    white-space: pre;
  }
  pre:focus-visible {
    outline: 2px solid var(--focus);
    outline-offset: 2px;
  }
  button {
    position: absolute;
    inset-block-start: 2px;
    inset-inline-end: 2px;
    background: var(--surface);
    font-size: 0.8125rem;
    opacity: 0;
  }
  :host(:hover) button,
  :host(:focus-within) button {
    opacity: 1;
  }
  .lang {
    position: absolute;
    inset-block-end: 3px;
    inset-inline-end: var(--s2);
    padding-inline: var(--s1);
    background: var(--surface);
    font: var(--t-xs) var(--font);
    color: var(--text-3);
    pointer-events: none;
  }
  .keyword {
    color: var(--n7);
    font-weight: 600;
  }
  .string,
  .added {
    color: var(--n4);
  }
  .number {
    color: var(--n2);
  }
  .comment {
    color: var(--text-3);
    font-style: italic;
  }
  .name {
    color: var(--n6);
  }
  .removed {
    color: var(--n1);
  }
  @media (pointer: coarse) {
    button {
      opacity: 1;
    }
  }
`
