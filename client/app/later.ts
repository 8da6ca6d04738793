/** What the first list does not need: loaded when it stands. All of it is kept offline, so none of it can fail later. */
import './all-words.ts'
import '../components/auth/cairn-auth.ts'
import '../components/shell/cairn-activity.ts'
import '../components/shell/cairn-dialogs.ts'
import '../components/shell/cairn-panel.ts'
import '../components/shell/cairn-settings.ts'
import '../components/shell/cairn-unsent.ts'
