/** The look of exported pages: one style sheet inside of each, allowed by its hash alone. Light, dark and on paper. */
import { createHash } from 'node:crypto'

export const PAGE_STYLE = `
:root { color-scheme: light dark; --ink: #1d2430; --soft: #5a6473; --line: #d9dee6; --paper: #fff; --mark: #eef2f8; --link: #1f5fbf }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6e9ee; --soft: #9aa4b2; --line: #333b47; --paper: #15191f; --mark: #1f2630; --link: #8ab4f8 }
}
* { box-sizing: border-box }
body { margin: 0 auto; max-width: 48rem; padding: 1.5rem 1rem 4rem; background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere }
a { color: var(--link) }
h1 { margin: 0 0 .25rem; font-size: 1.5rem }
h2 { margin: 2rem 0 .5rem; border-bottom: 1px solid var(--line); font-size: 1rem; color: var(--soft) }
header p, footer, .soft, time { color: var(--soft); font-size: .875rem }
article { padding: .375rem .5rem; border-radius: .375rem; content-visibility: auto; contain-intrinsic-size: auto 3.5rem }
article:target { background: var(--mark) }
article p { margin: 0; white-space: pre-wrap }
article.system p { color: var(--soft); font-style: italic }
blockquote { margin: .25rem 0; border-inline-start: 3px solid var(--line); padding-inline-start: .625rem; color: var(--soft) }
figure { margin: .375rem 0 }
img { max-width: min(100%, 20rem); height: auto; border-radius: .375rem }
ul.reactions { display: flex; flex-wrap: wrap; gap: .375rem; margin: .25rem 0 0; padding: 0; list-style: none }
ul.reactions li { border: 1px solid var(--line); border-radius: 1rem; padding: 0 .5rem; font-size: .875rem }
nav { display: flex; flex-wrap: wrap; gap: .75rem; margin: 1rem 0 }
input { width: 100%; padding: .5rem .75rem; border: 1px solid var(--line); border-radius: .375rem; background: var(--mark); color: inherit; font: inherit }
ul.plain { padding: 0; list-style: none }
ul.plain li { padding: .375rem 0; border-bottom: 1px solid var(--line) }
@media print {
  :root { --ink: #000; --soft: #444; --line: #bbb; --paper: #fff; --link: #000 }
  body { max-width: none; padding: 0 }
  nav, .search { display: none }
  article { break-inside: avoid; content-visibility: visible }
}
`

/** For Content-Security-Policy. */
export const PAGE_STYLE_HASH = `'sha256-${createHash('sha256').update(PAGE_STYLE).digest('base64')}'`

/** What a page of the export may do: show itself. */
export const PAGE_POLICY = `default-src 'none'; style-src ${PAGE_STYLE_HASH}; img-src 'self' data:; base-uri 'none'; form-action 'none'`
