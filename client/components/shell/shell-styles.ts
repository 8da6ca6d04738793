/** The layout: three columns from 1024 px, the panel over the chat from 600, one pane below. */
import { css } from 'lit'

export const shellStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    block-size: 100%;
    min-block-size: 0;
  }
  .skip {
    position: fixed;
    z-index: var(--z-dialog);
    inset-block-start: var(--s2);
    inset-inline-start: var(--s2);
    padding: var(--s2) var(--s4);
    border-radius: var(--r1);
    background: var(--accent);
    color: var(--on-accent);
    font: 600 var(--t-sm) var(--font);
    transform: translateY(-200%);
  }
  .skip:focus {
    transform: none;
  }
  .frame {
    position: relative;
    display: grid;
    flex: 1;
    grid-template: 100% / var(--sidebar) minmax(0, 1fr) auto;
    min-block-size: 0;
  }
  nav {
    position: relative;
    min-inline-size: 0;
    border-inline-end: 1px solid var(--line);
    background: var(--bg);
  }
  #main {
    min-inline-size: 0;
    background: var(--bg);
  }
  .panel {
    inline-size: 360px;
    border-inline-start: 1px solid var(--line);
    background: var(--bg);
  }
  @media (max-width: 1023.98px) {
    .panel {
      position: absolute;
      z-index: var(--z-panel);
      inset-block: 0;
      inset-inline-end: 0;
      inline-size: min(360px, 100%);
      box-shadow: var(--shadow);
    }
  }
  @media (max-width: 599.98px) {
    .frame {
      grid-template: 100% / minmax(0, 1fr);
    }
    cairn-grip {
      display: none;
    }
    nav {
      border: 0;
    }
    /* One pane: there is nothing to skip. */
    .skip {
      display: none;
    }
    .panel {
      position: static;
      inline-size: 100%;
      border: 0;
      box-shadow: none;
    }
    .frame[data-pane='list'] > :not(nav),
    .frame[data-pane='main'] > :not(#main),
    .frame[data-pane='panel'] > :not(.panel) {
      display: none;
    }
  }
`
