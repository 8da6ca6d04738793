/** What an administrator changes: accounts that are switched off, and the links of a channel found by it. */

/** Milliseconds since 1970; NULL = it may sign in. */
export const disabledAccounts = 'ALTER TABLE accounts ADD COLUMN disabled_at INTEGER;'

export const invitesByChannel = 'CREATE INDEX invite_links_by_channel ON invite_links (channel);'
