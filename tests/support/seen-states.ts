/**
 * What a person is told in each state of UI.md, section 4, as a screen reader finds it: role, then the sentence of the message
 * files. The sweep over the fixtures asks for it in whatever language and look a state is shown (`look-at-fixtures.ts`).
 */
import { pseudo } from '../../client/app/pseudo-locale.ts'
import { formatOf, type Tree } from '../../client/app/sentence.ts'
import { ar } from '../../client/messages/ar.ts'
import { en, type MessageKey } from '../../client/messages/en.ts'
import { es } from '../../client/messages/es.ts'

/** '' = whatever its role. */
type Sight = readonly [role: string, sentence: MessageKey]

/** What is refused offers these; what the state says comes before. */
const REFUSED: readonly Sight[] = [
  ['button', 'chat.refusal.retry'],
  ['button', 'chat.refusal.edit'],
  ['button', 'chat.refusal.copy'],
  ['button', 'chat.refusal.discard'],
]
const AS_OF: Sight = ['', 'chat.header.as-of']

export const SEEN: Readonly<Record<string, readonly Sight[]>> = {
  'local-loading': [['', 'state.loading']],
  offline: [['button', 'sync.offlineUnsent'], AS_OF],
  connecting: [
    ['', 'sync.connecting'],
    ['button', 'action.tryNow'],
  ],
  syncing: [['', 'sync.syncing']],
  'activity-asking': [['', 'state.loading']],
  'activity-building': [['', 'search.building']],
  'unread-far': [['button', 'chat.latest-new']],
  live: [['button', 'sync.mark.3']],
  back: [['', 'sync.back']],
  saved: [['img', 'chat.state.saved']],
  'saved-long': [
    ['img', 'chat.state.waiting'],
    ['', 'chat.state.waiting'],
  ],
  sending: [['img', 'chat.state.sending']],
  held: [['img', 'chat.state.held']],
  sent: [['', 'chat.state.sent']],
  delivered: [['img', 'chat.state.delivered-by']],
  read: [['img', 'chat.state.read-by']],
  late: [['', 'chat.written']],
  refused: [['', 'chat.refused.forbidden'], ...REFUSED],
  'refused-forward': [
    ['', 'chat.quote.forward'],
    ['button', 'chat.refusal.retry'],
    ['button', 'chat.refusal.discard'],
  ],
  'upload-refused': [
    ['', 'chat.refused.too_large'],
    ['button', 'chat.refusal.smaller'],
  ],
  stale: [
    ['', 'chat.refused.stale'],
    ['button', 'chat.refusal.again'],
    ['', 'chat.refused.conflict'],
    ['link', 'chat.refusal.rename'],
  ],
  'founding-refused': [
    ['', 'chat.refused.founding'],
    ['', 'chat.refused.forbidden-all'],
    ['button', 'chat.outbox.copy'],
    ['button', 'chat.outbox.discard'],
  ],
  'name-taken': [
    ['', 'chat.state.held-name'],
    ['', 'chat.refused.conflict'],
    ['link', 'chat.refusal.rename'],
  ],
  drafts: [
    ['', 'drafts.edit'],
    ['', 'chat.thread'],
  ],
  'rate-limited': [['img', 'chat.state.rate-limited']],
  'edit-waiting': [['', 'chat.waiting.edit']],
  'delete-waiting': [['', 'chat.waiting.delete']],
  'react-waiting': [['button', 'chat.state.waiting-change']],
  'edit-refused': [
    ['', 'chat.your-version'],
    ['button', 'chat.refusal.copy'],
  ],
  'delete-refused': [
    ['', 'chat.your-deletion'],
    ['', 'chat.refused.forbidden-change'],
    ['button', 'chat.refusal.retry'],
    ['button', 'chat.refusal.discard'],
  ],
  overruled: [['', 'chat.your-version']],
  'media-absent': [['', 'media.downloadOf']],
  'media-absent-offline': [['', 'media.absent']],
  'media-failed': [['', 'media.failed']],
  'media-gone': [['', 'media.gone']],
  gap: [
    ['', 'chat.gap.before'],
    ['button', 'chat.gap.load'],
  ],
  'gap-offline': [['', 'chat.gap.days']],
  'storage-near': [
    ['', 'storage.near'],
    ['button', 'storage.free'],
  ],
  'storage-full': [
    ['', 'storage.full'],
    ['button', 'storage.free'],
  ],
  'storage-broken': [['', 'storage.broken']],
  'storage-missing': [['', 'storage.missing']],
  'not-persistent': [
    ['', 'storage.notPersistent'],
    ['button', 'storage.keep'],
    ['button', 'storage.install'],
  ],
  'first-run-getting': [['', 'storage.getting']],
  'first-run-keep': [['', 'storage.keepTitle']],
  'first-run-app': [['', 'storage.appComing']],
  'first-run-no-app': [['', 'storage.appNone']],
  'storage-app-coming': [
    ['', 'storage.here'],
    ['', 'storage.appComing'],
  ],
  'first-run-ready': [['', 'storage.readyTitle']],
  'update-available': [
    ['', 'update.available'],
    ['button', 'update.now'],
    ['button', 'update.later'],
  ],
  'too-old': [['', 'sync.tooOld']],
  'new-device': [
    ['', 'devices.new'],
    ['button', 'devices.yes'],
    ['button', 'devices.signItOut'],
  ],
  'settings-devices-new': [
    ['', 'devices.you'],
    ['button', 'devices.yesName'],
    ['button', 'devices.signItOutName'],
  ],
  'signed-out-remotely': [
    ['', 'sync.signedOutUnsent'],
    ['button', 'action.copyAll'],
    ['button', 'auth.again'],
  ],
  'permission-lost': [
    ['', 'chat.closed.removed-by'],
    ['', 'chat.closed.draft'],
    ['button', 'chat.closed.copy'],
  ],
  'permission-lost-files': [
    ['', 'chat.closed.removed-by'],
    ['list', 'chat.closed.files'],
    ['button', 'media.saveName'],
  ],
  blocked: [['', 'chat.closed.blocked']],
  'read-only': [['', 'chat.closed.read-only']],
  'open-to-join': [['button', 'chat.join']],
  'chat-deleted': [['', 'chat.closed.deleted']],
  failed: [
    ['', 'app.failed'],
    ['button', 'app.reloadPart'],
    ['button', 'app.copyDetails'],
  ],
  'empty-chat': [
    ['', 'chat.empty'],
    ['button', 'chat.empty.write'],
  ],
  'no-chats': [
    ['', 'chats.empty'],
    ['', 'chats.find'],
  ],
  'upload-tray': [
    ['button', 'files.pause'],
    ['button', 'files.resume'],
    ['button', 'files.remove'],
  ],
  'upload-waiting': [['', 'files.waitingOffline']],
  'recording-denied': [['', 'record.deniedMic']],
  'sign-in': [['button', 'auth.signIn']],
  'sign-in-offline': [['button', 'auth.signIn']],
  'sign-in-cut': [['', 'auth.needsConnection']],
  'sign-up-cut': [['', 'auth.signUpNeedsConnection']],
  'reset-cut': [['', 'reset.needsConnection']],
  'sign-in-code': [['textbox', 'auth.code']],
  reset: [['heading', 'reset.title']],
  join: [['heading', 'join.title']],
  'join-over': [['', 'join.over']],
  'notice-card': [['button', 'notices.turnOn']],
  storage: [
    ['', 'storage.ready'],
    ['combobox', 'storage.mediaLimit'],
    ['', 'storage.mediaLimitHint'],
  ],
  'storage-not-all': [
    ['', 'storage.didNotCome'],
    ['', 'storage.here'],
    ['button', 'storage.copyUnsent'],
  ],
  'storage-no-room': [
    ['', 'storage.noRoom'],
    ['', 'storage.here'],
    ['', 'storage.gone'],
  ],
  'storage-declined': [
    ['', 'storage.safeNo'],
    ['', 'storage.notKept'],
    ['button', 'storage.keep'],
  ],
  'chat-offline': [
    ['', 'storage.chatFact'],
    ['', 'storage.ready'],
  ],
  'chat-offline-no-files': [['', 'storage.chatFact']],
  'search-looking': [['', 'search.looking']],
  'search-failed': [
    ['', 'search.failed'],
    ['button', 'search.again'],
  ],
  'search-recent': [['', 'search.recentOnly']],
  'search-none': [
    ['', 'search.none'],
    ['', 'search.serverOffline'],
  ],
  'search-unknown': [['', 'search.unknown']],
  'search-building': [['', 'search.building']],
  'search-server-down': [['', 'search.serverFailed']],
  'search-server-more': [
    ['', 'search.serverMany'],
    ['button', 'search.serverMore'],
  ],
  'search-server-broke': [
    ['', 'search.serverBroke'],
    ['button', 'search.serverMore'],
  ],
  'search-by-filters': [['', 'search.serverWords']],
  'search-unread': [['', 'search.serverNotThese']],
  'members-hidden': [['', 'members.hidden']],
  'info-editing': [
    ['', 'manage.stale'],
    ['', 'manage.stands'],
    ['button', 'manage.takeOver'],
  ],
  'info-offline': [['', 'export.download']],
  'storage-leave': [['dialog', 'storage.leaveAsk']],
  'sign-out-unsent': [['dialog', 'settings.signOutAsk']],
  encrypted: [
    ['img', 'chats.encrypted'],
    ['', 'system.key'],
  ],
  'info-encrypted': [
    ['', 'info.encrypted'],
    ['link', 'safety.title'],
  ],
  safety: [
    ['heading', 'safety.title'],
    ['', 'safety.how'],
    ['list', 'safety.title'],
    ['button', 'action.copy'],
    ['', 'safety.key'],
  ],
  'safety-renewed': [
    ['', 'safety.renewed'],
    ['list', 'safety.title'],
  ],
  'safety-no-key': [
    ['heading', 'safety.title'],
    ['', 'safety.noKey'],
  ],
  'safety-none': [['', 'safety.none']],
  share: [['heading', 'share.title']],
  replying: [['', 'chat.composer.replying']],
  editing: [
    ['', 'chat.composer.editing'],
    ['button', 'chat.composer.attach'],
  ],
  'notify-question': [['', 'chat.composer.notify']],
  'settings-keyboard': [['', 'keyboard.explain']],
}

/** On a phone the strip stands above the list, and these states are shown with a chat. */
const IN_THE_STRIP = ['offline', 'connecting', 'syncing', 'live', 'back', 'too-old', 'signed-out-remotely']

/** Of a parsed sentence: its own words. */
const LITERAL: number = 0
const WORDS = { en, es, ar } as const
export type Language = keyof typeof WORDS | 'en-XA'

/** @returns of the sentences of a state those that the page, as a screen reader finds it, has nowhere */
export function unseen(state: string, language: Language, snapshot: string, width: number): string[] {
  if (width < 600 && IN_THE_STRIP.includes(state)) return []
  const lines = snapshot.replace(/[\u2066-\u2069]/gu, '').split('\n')
  const isThere = ([role, sentence]: Sight): boolean => {
    const pattern = patternOf(language, sentence)
    return lines.some((line) => (role === '' || line.replace(/^ *- '?/, '').startsWith(role)) && pattern.test(line))
  }
  return (SEEN[state] ?? []).filter((sight) => !isThere(sight)).map(([role, sentence]) => `${role} ${sentence}`)
}

/** What is filled in may be anything, and any branch of a plural may stand. */
function patternOf(language: Language, sentence: MessageKey): RegExp {
  const tree = language === 'en-XA' ? pseudo(en[sentence]) : formatOf(WORDS[language][sentence], 'en').getAst()
  return new RegExp(sourceOf(tree))
}

function sourceOf(parts: Tree): string {
  return parts
    .map((part) => {
      if ('options' in part) {
        const branches = Object.values(part.options).map(({ value }) => sourceOf(value))
        return `(?:${branches.join('|')})`
      }
      if (Number(part.type) !== LITERAL || !('value' in part)) return '.*'
      return part.value.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&').replaceAll('"', '\\\\?"')
    })
    .join('')
}
