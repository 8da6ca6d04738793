/** How the header of a chat looks. */
import { css } from 'lit'

export const chatHeaderStyles = css`
  :host {
    display: block;
    container-type: inline-size;
  }
  header {
    display: flex;
    align-items: center;
    gap: var(--s2);
    min-block-size: 56px;
    padding-inline: var(--s4) var(--s2);
    border-block-end: 1px solid var(--line);
    background: var(--bg);
    color: var(--text);
  }
  .mark {
    color: var(--text-2);
  }
  .back {
    display: none;
    margin-inline-start: calc(-1 * var(--s3));
  }
  .names {
    flex: 1;
    display: flex;
    align-items: baseline;
    gap: var(--s3);
    min-inline-size: 0;
  }
  h1 {
    flex: 0 1 auto;
    min-inline-size: 3ch;
    font: 650 var(--t-lg) var(--font);
  }
  .lock {
    flex: none;
    font-size: 0.875rem;
    color: var(--text-2);
  }
  .topic,
  .as-of {
    flex: 0 1 auto;
    min-inline-size: 0;
    font: var(--t-sm) var(--font);
    color: var(--text-2);
  }
  .as-of {
    flex: none;
    white-space: nowrap;
  }
  nav {
    display: flex;
    align-items: center;
    flex: none;
  }
  .members {
    display: inline-flex;
    align-items: center;
    gap: var(--s1);
    min-block-size: var(--target);
    padding-inline: var(--s2);
    border-radius: var(--r1);
    font: var(--t-sm) var(--font);
    color: var(--text-2);
    text-decoration: none;
    white-space: nowrap;
  }
  .members:hover {
    background: var(--hover);
    color: var(--text);
  }
  @media (max-width: 599.98px) {
    .back {
      display: inline-grid;
    }
  }
  @container (max-width: 560px) {
    .topic,
    .pins,
    .mute {
      display: none;
    }
    .names {
      flex-direction: column;
      align-items: flex-start;
      /* Room for the ring of the heading. */
      gap: var(--s1);
    }
    .as-of {
      font: var(--t-xs) var(--font);
    }
    .members .long {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
    .members {
      justify-content: center;
      min-inline-size: var(--target);
    }
  }
`
