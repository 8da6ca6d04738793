/** The sentences about what this device keeps, in English. */

export const storageEn = {
  'storage.usage': 'On this device',
  'storage.messages': 'Messages',
  'storage.messagesHint':
    '{n, plural, one {# message} other {# messages}} in {chats, plural, one {# chat} other {# chats}}',
  'storage.media': 'Media',
  'storage.mediaHint': '{n, plural, =0 {No files} one {# file} other {# files}}',
  'storage.index': 'Search index',
  'storage.app': 'The app itself',
  'storage.total': '{used} of {quota}, as the browser counts',
  'storage.totalUnknown': 'This browser does not tell how much room there is.',
  'storage.bar': '{part} per cent of the room in this browser is used',
  'storage.measuring': 'Measuring…',
  'storage.clearMedia': 'Clear media',
  'storage.clearMediaAsk': 'Remove all pictures, sounds and files from this device?',
  'storage.clearMediaHint': 'They stay in the chats, and come again when you look at them with a connection.',
  'storage.freed': '{size} are free again',

  'storage.prepare': 'Prepare offline',
  'storage.prepareHint': 'Brings everything you keep to this device now, so that you can read it without a connection.',
  'storage.preparingChats': 'Getting chats: {done, number} of {total, number}',
  'storage.preparingFiles': 'Getting files: {done, number} of {total, number}',
  'storage.stop': 'Stop',
  'storage.ready':
    'Ready. {chats, plural, one {# chat} other {# chats}}, {messages, plural, one {# message} other {# messages}}, {files, plural, one {# file} other {# files}}, {size}. {time}',
  'storage.appComing': 'Cairn itself is still coming.',
  'storage.appComingHint': 'It comes by itself, with a connection. Until then Cairn does not open without one.',
  'storage.appNone': 'This browser opens Cairn with a connection only.',
  'storage.didNotCome': '{n, plural, one {# part did not come.} other {# parts did not come.}}',
  'storage.noRoom': '{n, plural, one {There is no room for # file.} other {There is no room for # files.}}',
  'storage.gone': '{n, plural, one {# file is no longer on the server.} other {# files are no longer on the server.}}',
  'storage.here':
    'Here are {messages, plural, one {# message} other {# messages}}, {files, plural, one {# file} other {# files}}, {size}. {time}',

  'storage.whatIsKept': 'What is kept',
  'storage.history': 'History',
  'storage.historyHint':
    'Older messages leave this device and stay on the server. What is unsent or pinned stays here.',
  'storage.history.all': 'Everything',
  'storage.history.1y': '1 year',
  'storage.history.90d': '90 days',
  'storage.history.30d': '30 days',
  'storage.history.usual': 'As all chats: {limit}',
  'storage.mediaKeep': 'Pictures and files',
  'storage.mediaKeep.thumbnails': 'Small previews only',
  'storage.mediaKeep.small': 'Up to 5 MB each',
  'storage.mediaKeep.all': 'All',
  'storage.mediaLimit': 'Room for them',
  'storage.mediaLimitHint': 'When it is used up, what you saw longest ago leaves this device and stays on the server.',
  'storage.saver': 'Data saver',
  'storage.saverHint': 'Fetches nothing that you did not ask for, and offers smaller pictures to send',
  'storage.safe': 'Kept safely',
  'storage.safeYes': 'This browser keeps Cairn’s data until you remove it.',
  'storage.safeNo': 'This browser may clear Cairn’s data when it needs room.',
  'storage.safeUnknown': 'This browser does not tell whether it keeps Cairn’s data.',
  'storage.install': 'Install',
  'storage.installed': 'Cairn is installed',

  'storage.chat': 'Keep offline',
  'storage.chatFact':
    '{messages, plural, one {# message} other {# messages}}, {size}, {ready, select, true {{missing, plural, =0 {ready} one {messages ready, # file not here} other {messages ready, # files not here}}} other {not all here}}',

  'storage.unsent': 'Unsent',
  'storage.unsentNone': 'Nothing is unsent.',
  'storage.copyUnsent': '{n, plural, one {Copy # unsent} other {Copy # unsent}}',

  'storage.mine': 'My data',
  'storage.mineHint':
    'Saves a file with your account, your settings and the messages that are on this device, as JSON and as text to read. Works without a connection.',
  'storage.mineAll': 'All chats',
  'storage.mineChosen': 'Only these chats',
  'storage.mineChosenNeeded': 'Choose at least one chat',
  'storage.mineSave': 'Save my data',
  'storage.mineWorking': 'Writing: {done, number} of {total, number}',
  'storage.mineDone': 'Saved: {messages, plural, one {# message} other {# messages}}, {size}',
  'storage.mineUnsent': 'not sent',
  'storage.mineReadMe':
    'What this device held of {name}’s account at {server} on {time}. data.json is for programs; chats/ holds the same as text.',

  'storage.leave': 'Delete this device’s data',
  'storage.leaveHint': 'Signs you out, and removes all chats, media and drafts of this account from this device.',
  'storage.leaveAsk': 'Delete everything of this account from this device?',
  'storage.leaveUnsent':
    '{n, plural, =0 {Nothing is unsent.} one {# thing is unsent and would be lost.} other {# things are unsent and would be lost.}}',
  'storage.leaveDrafts':
    '{n, plural, one {# draft is on this device alone and would be lost.} other {# drafts are on this device alone and would be lost.}}',
  'storage.leaving': 'Removing…',

  'storage.notPersistent': 'This browser may clear Cairn’s data',
  'storage.keep': 'Keep safely',
  'storage.kept': 'This browser will keep Cairn’s data',
  'storage.notKept': 'This browser did not agree. Installing Cairn usually helps.',

  'storage.near': 'This device is nearly full: {used} of {quota}',
  'storage.full': 'This device is full. New pictures and files are not kept; messages are.',
  'storage.free': 'Free {size} of media',
  'storage.manage': 'Manage storage',
  'storage.broken': 'This browser does not let Cairn save now',
  'storage.brokenHint':
    'What you see is in this tab alone. What you write may be lost with it: copy what matters. Cairn tries again by itself.',
  'storage.missing':
    '{n, plural, one {# part of your data does not open now} other {# parts of your data do not open now}}',
  'storage.missingHint': 'It is fetched again with a connection. The rest works.',

  'storage.getting': 'Getting your chats: {done, number} of {total, number}',
  'storage.keepTitle': 'Keep Cairn on this device',
  'storage.keepHint': 'Installed, it opens like any app. Kept safely, its data stays when the browser makes room.',
  'storage.readyTitle': 'Ready for offline',
  'storage.readyHint':
    '{chats, plural, one {# chat is} other {# chats are}} on this device. Older messages follow by themselves.',

  'update.busy': 'The new version comes at the next start, as you are writing',
  'share.title': 'Share to a chat',
  'share.hint': 'Choose where it goes. You can still change it before you send it.',
  'share.nothing': 'Nothing was shared.',

  'settings.textSize': 'Text size',
  'settings.textSizeHint': 'Follows this browser: {keys} makes all text larger.',
  'settings.timeFormat': 'Times and dates',
  'settings.timeFormatHint': 'Written as your language and region do: {example}',
  'settings.enter': 'Enter makes a new line',
  'settings.enterHint': 'Shift+Enter sends then, and {keys} always does',
  'settings.motion': 'Reduce motion',
  'settings.motionHint': 'Nothing slides or fades',
  'settings.contrastHint': 'Black and white, and strong lines',
} as const
