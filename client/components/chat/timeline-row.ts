/** One row of a timeline as a template: message, system line, day, gap or the new-messages line, with its role and name. */
import { html, type TemplateResult } from 'lit'
import { formatDay } from '../../app/format.ts'
import { t } from '../../app/text.ts'
import type { ChatRights, MessageView } from '../../stores/message-view.ts'
import './cairn-day-divider.ts'
import { gapText } from './cairn-gap.ts'
import './cairn-message.ts'
import './cairn-new-line.ts'
import './cairn-system-line.ts'
import { messageLabel } from './message-label.ts'
import { isSelectable } from './message-selection.ts'
import type { Names } from './rich-text-tree.ts'
import { systemText } from './system-words.ts'
import type { TimelineRow } from './timeline-rows.ts'

/** What all rows of a timeline share. */
export interface RowLook {
  /** The chat, as a sentence names it. */
  readonly named: string
  readonly rights: ChatRights
  readonly names: Names
  readonly now: number
  readonly offline: boolean
  readonly counted: boolean
  readonly deleting: ReadonlySet<string>
  /** Chosen messages; null = nobody chooses. */
  readonly selection: ReadonlySet<string> | null
}

/** Rows that stand out in one rendering. */
export interface RowMarks {
  /** Has the place in the tab order. */
  readonly activeKey: string
  /** The message that was aimed at. */
  readonly target: string | null
}

/** @param place  1 = the first row of the chat that is loaded */
export function timelineRow(row: TimelineRow, place: number, look: RowLook, marks: RowMarks): TemplateResult {
  const { key } = row
  switch (row.type) {
    case 'day':
      return html`<cairn-day-divider
        role="article"
        aria-posinset=${place}
        aria-setsize="-1"
        aria-label=${formatDay(row.at, look.now)}
        data-key=${key}
        .at=${row.at}
        .now=${look.now}
        pickable
      ></cairn-day-divider>`
    case 'new':
      return html`<cairn-new-line
        role="article"
        aria-posinset=${place}
        aria-setsize="-1"
        aria-label=${t('chat.new-messages')}
        data-key=${key}
      ></cairn-new-line>`
    case 'gap':
      return html`<cairn-gap
        role="article"
        aria-posinset=${place}
        aria-setsize="-1"
        aria-label=${gapText(row.fromAt, row.toAt)}
        data-key=${key}
        .gap=${row.gap}
        .fromAt=${row.fromAt}
        .toAt=${row.toAt}
        ?offline=${look.offline}
      ></cairn-gap>`
    case 'system':
      return html`<cairn-system-line
        role="article"
        aria-posinset=${place}
        aria-setsize="-1"
        tabindex=${key === marks.activeKey ? 0 : -1}
        aria-label=${labelOf(row.message, look.now)}
        data-key=${key}
        .text=${systemText(row.message)}
        .at=${row.message.at}
      ></cairn-system-line>`
    case 'message':
      return html`<cairn-message
        role="article"
        aria-posinset=${place}
        aria-setsize="-1"
        tabindex=${key === marks.activeKey ? 0 : -1}
        aria-label=${labelOf(row.message, look.now)}
        data-key=${key}
        .message=${row.message}
        .rights=${look.rights}
        .chatTitle=${look.named}
        .names=${look.names}
        .now=${row.message.delivery || row.message.thread ? look.now : 0}
        ?follows=${row.follows}
        ?counted=${look.counted}
        ?deleting=${look.deleting.has(row.message.id)}
        .chosen=${look.selection && isSelectable(row.message) ? look.selection.has(row.message.id) : null}
        ?flash=${row.message.id === marks.target}
      ></cairn-message>`
  }
}

const labels = new WeakMap<MessageView, { readonly now: number; readonly label: string }>()

/** Parsing a text for its label takes longer than its row: once for each view, and again when time has passed. */
function labelOf(message: MessageView, atMs: number): string {
  const now = message.delivery ? atMs : 0
  const known = labels.get(message)
  if (known?.now === now) return known.label
  const label = messageLabel(message, now)
  labels.set(message, { now, label })
  return label
}
