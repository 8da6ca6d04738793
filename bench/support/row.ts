/** What a row of the table is: a name to run it by, and figures against limits. */

export interface Figure {
  readonly what: string
  /** Measured in the same run, on the same machine; '-' where the limit stands alone. */
  readonly baseline: string
  readonly measured: string
  /** What is compared with `limit`, with its unit. */
  readonly ratio: string
  readonly limit: string
  readonly ok: boolean
  /** What a reader of the figure should know. */
  readonly note?: string
}

export interface Row {
  /** `npm run bench -- name` */
  readonly name: string
  run(): Promise<Figure[]>
}
