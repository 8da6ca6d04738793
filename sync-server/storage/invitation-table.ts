/**
 * Who added whom to a channel, for notifications (docs/behaviour.md, NT4). No chat content: the documents tell who is in a
 * channel now, not how they came to be. `id` is that of the membership (`joined`).
 */

export const invitationTable = `
CREATE TABLE invitations (
  user_id INTEGER NOT NULL,
  id INTEGER NOT NULL,
  channel TEXT NOT NULL,
  by_user INTEGER NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (user_id, id)
) STRICT, WITHOUT ROWID;
`
