/** Input that does not fit its schema, with every field that is at fault; each dialect words it its own way. */

export interface FieldFault {
  /** Where: `['body', 'email']`, `['query', 'limit']`. */
  readonly loc: readonly (string | number)[]
  readonly msg: string
}

export class FieldError extends Error {
  constructor(readonly faults: readonly FieldFault[]) {
    super(faults.map(({ loc, msg }) => `${loc.slice(1).join('.') || String(loc[0])}: ${msg}`).join('; '))
  }
}
