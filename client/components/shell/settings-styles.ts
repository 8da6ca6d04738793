/** How the frame of the settings looks: the list of parts, and the part. */
import { css } from 'lit'

export const settingsStyles = css`
  :host {
    display: block;
    block-size: 100%;
  }
  .frame {
    display: flex;
    block-size: 100%;
    min-block-size: 0;
    font: var(--t-md) var(--font);
  }
  .list {
    flex: 0 0 240px;
    padding: var(--s3);
    border-inline-end: 1px solid var(--line);
  }
  .list:only-child {
    flex: 1;
    border: 0;
  }
  .list a {
    display: flex;
    align-items: center;
    gap: var(--s3);
    min-block-size: max(40px, var(--target));
    padding-inline: var(--s3);
    border-radius: var(--r1);
    color: var(--text);
    text-decoration: none;
  }
  .list a:hover {
    background: var(--hover);
  }
  .list a[aria-current] {
    background: var(--selected);
    font-weight: 600;
  }
  .list cairn-icon {
    color: var(--text-2);
  }
  .list p {
    margin: var(--s5) var(--s3) var(--s2);
    color: var(--text-2);
    font: var(--t-sm) var(--font);
    overflow-wrap: anywhere;
  }
  .list cairn-button {
    margin-inline: var(--s3);
  }
  .part {
    flex: 1;
    min-inline-size: 0;
    padding: var(--s5);
  }
  .part > * {
    max-inline-size: 560px;
  }
  @media (max-width: 599.98px) {
    .part {
      padding: var(--s4);
    }
  }
`
