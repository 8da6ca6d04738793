/** The sentences of the export tokens, in English. */

export const exportEn = {
  'settings.export': 'Export tokens',
  'export.explain':
    'A token lets a program read your chats and save them as a record. It cannot write, and opens nothing else. Whoever has it reads what it is for: give it to nobody.',
  'export.name': 'What it is for',
  'export.nameNeeded': 'Give it a name of up to 64 characters',
  'export.scope': 'It reads',
  'export.all': 'Everything I may read',
  'export.chosen': 'Only these chats',
  'export.chosenNeeded': 'Choose at least one chat',
  'export.days': 'It ends after',
  'export.daysCount': '{n, plural, one {# day} other {# days}}',
  'export.make': 'Make a token',
  'export.tooMany': 'You have as many tokens as there may be. Revoke one first.',
  'export.made': 'This is shown only now. Copy it to where it is used.',
  'export.token': 'The token',
  'export.kept': 'I have copied it',
  'export.list': 'Your tokens',
  'export.none': 'You have no tokens.',
  'export.reads': '{n, plural, =0 {Reads everything} one {Reads # chat} other {Reads # chats}}',
  'export.ends': 'ends {time}',
  'export.used': 'last used {time}',
  'export.unused': 'never used',
  'export.revoke': 'Revoke',
  'export.revokeName': 'Revoke the token {name}',
  'export.revoked': 'The token {name} is revoked',
} as const
