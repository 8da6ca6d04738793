/** What the first list does not need: loaded when it stands. All of it is kept offline, so none of it can fail later. */
import './all-words.ts'
import '../components/base/all-icons.ts'
import '../components/base/cairn-empty.ts'
import '../components/base/cairn-progress.ts'
import '../components/base/cairn-tooltip.ts'
import './use-key-choices.ts'
import '../components/auth/cairn-auth.ts'
import '../components/people/cairn-discover.ts'
import '../components/people/cairn-unread.ts'
import '../components/notices/cairn-notice-card.ts'
import '../components/shell/cairn-activity.ts'
import '../components/shell/cairn-app-menu.ts'
import '../components/shell/cairn-dialogs.ts'
import '../components/shell/cairn-grip.ts'
import '../components/shell/cairn-join.ts'
import '../components/shell/cairn-keep-card.ts'
import '../components/shell/cairn-panel.ts'
import '../components/shell/cairn-settings.ts'
import '../components/shell/cairn-toasts.ts'
import '../components/shell/cairn-unsent.ts'
import '../components/storage/cairn-share.ts'
export { copyUnsent } from './copy-unsent.ts'
import { storageFailed } from '../components/chat/storage-failed.ts'
import { tellNotKept } from './tell-not-kept.ts'

tellNotKept(storageFailed)

// What a closed browser left half done of signing out.
void import('../storage/finish-leaving.ts')

// A chunk of its own: few open it.
void import('../components/admin/cairn-admin.ts')
