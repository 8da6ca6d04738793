/** How the text of a message looks: paragraphs, lists, quotes, code, links, mentions. */
import { css } from 'lit'

export const richTextStyles = css`
  :host {
    display: block;
    overflow-wrap: anywhere;
    unicode-bidi: plaintext;
  }
  p,
  ul,
  ol,
  pre,
  blockquote {
    margin: 0;
  }
  p {
    white-space: pre-wrap;
    unicode-bidi: plaintext;
  }
  * + cairn-code-block,
  cairn-code-block + *,
  * + p,
  * + ul,
  * + ol,
  * + pre,
  * + blockquote {
    margin-block-start: var(--s2);
  }
  ul,
  ol {
    padding-inline-start: var(--s5);
  }
  li > ul,
  li > ol {
    margin-block-start: 0;
  }
  .task {
    list-style: none;
    margin-inline-start: calc(-1 * var(--s4));
  }
  blockquote {
    padding-inline-start: var(--s3);
    border-inline-start: 3px solid var(--line-strong);
    color: var(--text-2);
  }
  code {
    font-family: var(--mono);
    font-size: 0.9em;
    direction: ltr;
    unicode-bidi: isolate;
    background: var(--sunken);
    border: 1px solid var(--line);
  }
  code {
    padding-inline: var(--s1);
    border-radius: var(--s1);
    white-space: pre-wrap;
  }
  a {
    color: var(--link);
    border-radius: 2px;
    text-underline-offset: 2px;
  }
  a:focus-visible,
  .fold:focus-visible {
    outline: 2px solid var(--focus);
    outline-offset: 2px;
  }
  .fold {
    display: block;
    min-block-size: max(28px, var(--target));
    padding: 0 var(--s2);
    margin-inline-start: calc(-1 * var(--s2));
    border: 0;
    border-radius: var(--r1);
    background: none;
    color: var(--link);
    font: 550 var(--t-sm) var(--font);
    cursor: pointer;
  }
  .fold:hover {
    background: var(--hover);
  }
  .channel cairn-icon {
    font-size: 0.8em;
  }
  .host {
    color: var(--text-3);
  }
  .mention,
  .channel {
    padding-inline: 3px;
    border-radius: var(--s1);
    background: var(--accent-soft);
    color: var(--accent-hover);
    text-decoration: none;
    font-weight: 500;
  }
  button.mention {
    padding-block: 0;
    border: 0;
    font: inherit;
    font-weight: 500;
    cursor: pointer;
  }
  button.mention:hover,
  a.channel:hover {
    text-decoration: underline;
  }
  /* The row has this ground already: a gap beside the name would look like a slip. */
  .mine {
    padding-inline: 0;
    background: var(--mention);
    color: var(--mention-text);
    font-weight: 650;
  }
  @media (forced-colors: active) {
    .mention,
    .channel {
      border: 1px solid;
    }
  }
`
