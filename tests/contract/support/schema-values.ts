/** Values that fit a JSON schema, as arbitraries: what an honest client of the OpenAPI document would send. */
import fc from 'fast-check'

/** As far as `z.toJSONSchema` writes it for our routes. */
export interface JsonSchema {
  readonly type?: 'string' | 'integer' | 'number' | 'boolean' | 'array' | 'object' | 'null'
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly anyOf?: readonly JsonSchema[]
  readonly format?: string
  readonly pattern?: string
  readonly minLength?: number
  readonly maxLength?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly exclusiveMinimum?: number
  readonly items?: JsonSchema
  readonly maxItems?: number
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly required?: readonly string[]
}

/** What is there, by the name of a field: else no id would ever be one. */
export type Known = Readonly<Record<string, fc.Arbitrary<unknown>>>

/** @param name  of the field, for `known` */
export function fitting(schema: JsonSchema, known: Known, name = ''): fc.Arbitrary<unknown> {
  const mine = known[name]
  const any = byForm(schema, known, name)
  return mine ? fc.oneof({ arbitrary: mine, weight: 4 }, { arbitrary: any, weight: 1 }) : any
}

function byForm(schema: JsonSchema, known: Known, name: string): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map((one) => fitting(one, known, name)))
  switch (schema.type) {
    case 'string':
      return text(schema)
    case 'integer': {
      const min = schema.minimum ?? (schema.exclusiveMinimum === undefined ? 0 : schema.exclusiveMinimum + 1)
      return fc.integer({ min: Math.max(min, -1e9), max: Math.min(schema.maximum ?? 1e9, 1e9) })
    }
    case 'number':
      return fc.double({ min: schema.minimum ?? -1e9, max: schema.maximum ?? 1e9, noNaN: true })
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    case 'array':
      // The name of a list's field is the plural of what is in it.
      return fc.array(fitting(schema.items ?? {}, known, name.replace(/s$/, '')), {
        maxLength: Math.min(schema.maxItems ?? 5, 5),
      })
    case 'object': {
      const properties = schema.properties ?? {}
      const fields = Object.entries(properties).map(([key, value]) => [key, fitting(value, known, key)] as const)
      return fc.record(Object.fromEntries(fields), { requiredKeys: [...(schema.required ?? [])] as never[] })
    }
    default:
      return fc.jsonValue()
  }
}

function text({ format, pattern, minLength = 0, maxLength = 40 }: JsonSchema): fc.Arbitrary<string> {
  if (format === 'email') return fc.constantFrom('ada@example.org', 'nobody@example.org')
  if (format === 'date-time') return fc.constant('2026-03-08T10:00:00.000Z')
  if (format === 'uri') return fc.constantFrom('https://example.org/a.png')
  if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern))
  const length = { minLength, maxLength: Math.max(minLength, Math.min(maxLength, 40)) }
  return fc.oneof(fc.string(length), fc.string({ ...length, unit: 'grapheme' }))
}
