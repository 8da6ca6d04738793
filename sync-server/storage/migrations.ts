/** Every step of the database, in order. A released step never changes; a change is a new step at the end. */
import { accountKeysTable } from './account-keys-table.ts'
import { accountProofTables, accountTables } from './account-tables.ts'
import { disabledAccounts, invitesByChannel } from './administration-tables.ts'
import { invitationTable } from './invitation-table.ts'
import { inviteLinkTable } from './invite-links.ts'
import { personTables } from './person-tables.ts'
import { clientMessageIdTable } from './client-message-ids.ts'
import { deliveredReadSeq } from './delivered-table.ts'
import { exportIndex } from './export-reader.ts'
import { exportTokensTable } from './export-tokens-table.ts'
import { fileTables } from './file-tables.ts'
import { sealedIndex } from './message-tables.ts'
import { bindingsOfCommits, projectionTables, syncTables } from './sync-tables.ts'
import { wordMark } from './word-index.ts'
import { pushSubscriptionApp, pushSubscriptionsTable } from './push-subscriptions.ts'
import { rememberTokensTable } from './remember-tokens-table.ts'
import { trustedDevicesTable } from './trusted-devices-table.ts'

export const MIGRATIONS: readonly string[] = [
  accountTables,
  syncTables + projectionTables,
  accountProofTables,
  personTables,
  fileTables,
  clientMessageIdTable + invitationTable,
  inviteLinkTable,
  deliveredReadSeq,
  exportIndex + exportTokensTable,
  accountKeysTable,
  rememberTokensTable,
  wordMark,
  bindingsOfCommits,
  pushSubscriptionsTable,
  pushSubscriptionApp,
  disabledAccounts + invitesByChannel,
  trustedDevicesTable,
  sealedIndex,
]
