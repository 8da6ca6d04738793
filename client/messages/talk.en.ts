/** The sentences of what is done with messages: forward, choose several, dates, cards, formatting, in English. */

export const talkEn = {
  'chat.action.select': 'Select',

  'talk.forward.title': '{count, plural, one {Forward the message} other {Forward # messages}}',
  'talk.forward.to': 'Chats and people',
  'talk.forward.chosen': '{count, plural, =0 {Nothing chosen} one {# chosen} other {# chosen}}',
  'pick.chosen': '{name} chosen',
  'pick.dropped': '{name} no longer chosen',
  'talk.forward.nobody': 'Choose where to first',
  'talk.forward.note': 'Note (optional)',
  'talk.forward.done': 'Forwarded to {names}{rest, plural, =0 {} one { and # more} other { and # more}}',
  'talk.forward.gone': 'No longer there',
  'talk.quote.in': 'in',
  'talk.place.unknown': 'a chat',
  'talk.place.more': '{n, plural, one {# other} other {# others}}',

  'talk.select.count': '{count, plural, =0 {Select messages} one {# selected} other {# selected}}',
  'talk.select.one': 'Select: {label}',
  'talk.select.bar': 'Selected messages',
  'talk.select.copy': 'Copy',
  'talk.select.leave': 'Stop selecting',
  'talk.select.saved': '{count, plural, one {# message is} other {# messages are}} kept in your saved messages',
  'talk.select.hidden': '{count, plural, one {# message} other {# messages}} deleted for you',

  'talk.date.earlier': 'The month before',
  'talk.date.later': 'The month after',
  'talk.date.none': '{day}, no messages on this device',
  'talk.date.hint': 'Grey days have no messages on this device',

  'talk.card.lines': 'Lines {from} to {to}',
  'talk.card.setting': 'Show what links lead to',
  'talk.card.settingHint': 'The server looks at a page once and tells its title. Your browser never asks that page',

  'talk.format.more': 'Formatting',

  'talk.paste.long': 'That is {count, plural, one {# character} other {# characters}}. Send it as a text file?',
  'talk.paste.file': 'As a text file',
  'talk.paste.here': 'Into the message',
  'talk.paste.name': 'text.txt',

  'talk.code.copy': 'Copy the code',
  'talk.fold.more': 'Show more',
  'talk.fold.less': 'Show less',

  'talk.said': '{name}: {text}',
  'talk.news': '{count, plural, one {# new message} other {# new messages}}',
  'talk.sent': '{count, plural, one {Sent # message} other {Sent # messages}}',
  'talk.someone': 'New message',
  'talk.refused': 'Not sent: {reason}',
} as const
