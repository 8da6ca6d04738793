/** Every step of the database, in order. A released step never changes; a change is a new step at the end. */
import { accountTables } from './account-tables.ts'
import { projectionTables, syncTables } from './sync-tables.ts'

export const MIGRATIONS: readonly string[] = [accountTables, syncTables + projectionTables]
