/** What is shown of a link (seed 000). */

export interface PagePreview {
  readonly type: 'og'
  readonly title: string
  readonly description: string | null
  /** http(s); never fetched by the server. */
  readonly image: string | null
  readonly domain: string
  /** As it was asked for. */
  readonly url: string
}

/** Some lines of a file, and which of them the link is about. Lines count from 1. */
export interface CodePreview {
  readonly type: 'code'
  readonly filename: string
  readonly filepath: string
  /** The ending of its name; '' without one. */
  readonly language: string
  /** Of `code`. */
  readonly first_line_num: number
  readonly highlight_start: number
  readonly highlight_end: number
  readonly code: string
  /** Of the whole file. */
  readonly total_lines: number
  readonly url: string
}

export type Preview = PagePreview | CodePreview
