/** The frame of every exported page: head, style and policy, so that it is as safe from disk as from the server. */
import { Html, markup } from './escape-html.ts'
import { PAGE_POLICY, PAGE_STYLE } from './page-style.ts'

const STYLE = new Html(PAGE_STYLE)

/** @param policy  what the page may do, as Content-Security-Policy has it */
export function pageHead(title: string, policy = PAGE_POLICY): Html {
  return markup`<!doctype html>
<html lang="en" dir="auto">
<head>
<meta charset="utf-8" />
<meta http-equiv="Content-Security-Policy" content="${policy}" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<meta name="referrer" content="no-referrer" />
<title>${title}</title>
<style>${STYLE}</style>
</head>
<body>
`
}

export const PAGE_TAIL = markup`</body>
</html>
`
