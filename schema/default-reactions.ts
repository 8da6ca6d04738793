/** Reaction names and their emoji (docs/behaviour.md, RX2, RX5, RX6): the set a new workspace starts with, and both ways. */
import { isOneEmoji } from './rules/one-emoji.ts'
import type { Settings } from './views.ts'

type ReactionSet = Pick<Settings, 'reactions'>

const VARIATION_SELECTOR = /\uFE0F/g

/** Names that other programs use for one of ours. */
const ALIASES: ReadonlyMap<string, string> = new Map([
  ['thumbs_up', 'thumbsup'],
  ['+1', 'thumbsup'],
  ['thumbs_down', 'thumbsdown'],
  ['-1', 'thumbsdown'],
])

/** The allowed set of a workspace whose operator chose none. */
export const DEFAULT_REACTIONS: ReadonlyMap<string, string> = emojiByName(
  `thumbsup 👍 thumbsdown 👎 heart ❤️ joy 😂 smile 😄 grin 😁 wink 😉 heart_eyes 😍 thinking 🤔 open_mouth 😮 cry 😢 sob 😭
  angry 😠 sweat_smile 😅 rofl 🤣 sunglasses 😎 facepalm 🤦 shrug 🤷 salute 🫡 melting 🫠 partying 🥳 sleeping 😴 mask 😷
  exploding_head 🤯 eyes 👀 clap 👏 pray 🙏 raised_hands 🙌 wave 👋 ok_hand 👌 muscle 💪 handshake 🤝 fingers_crossed 🤞
  point_up ☝️ raised_hand ✋ fist ✊ rocket 🚀 tada 🎉 fire 🔥 star ⭐ sparkles ✨ hundred 💯 white_check_mark ✅ x ❌
  question ❓ exclamation ❗ warning ⚠️ stop 🛑 hourglass ⏳ alarm_clock ⏰ bulb 💡 memo 📝 pushpin 📌 link 🔗 lock 🔒
  wrench 🔧 hammer 🔨 package 📦 truck 🚚 phone 📞 ship 🚢 mountain ⛰️ tent ⛺ sun ☀️ rain 🌧️ snowflake ❄️ coffee ☕ pizza 🍕
  trophy 🏆 broken_heart 💔 green_heart 💚 blue_heart 💙`,
)

/** @param words  a name, its emoji, the next name, ... */
export function emojiByName(words: string): ReadonlyMap<string, string> {
  const pairs = words.match(/\S+\s+\S+/g) ?? []
  return new Map(pairs.map((pair) => pair.split(/\s+/) as [string, string]))
}

/**
 * RX5: the one name under which a reaction counts.
 *
 * @param nameOrEmoji  a name, another program's name for it, or an emoji with or without its variation selector
 * @returns the allowed name; of an emoji without one its recommended form; of anything else the text itself
 */
export function reactionName(nameOrEmoji: string, settings: ReactionSet): string {
  if (settings.reactions.has(nameOrEmoji)) return nameOrEmoji
  const alias = ALIASES.get(nameOrEmoji)
  if (alias !== undefined && settings.reactions.has(alias)) return alias
  const bare = nameOrEmoji.replace(VARIATION_SELECTOR, '')
  const named = namesByEmoji(settings.reactions).get(bare)
  if (named !== undefined) return named
  if (isOneEmoji(nameOrEmoji)) return nameOrEmoji
  return [bare, `${bare}\uFE0F`].find(isOneEmoji) ?? nameOrEmoji
}

/** RX6: the emoji to show for a name, an emoji for itself; null for a name that is not (or no longer) in the set. */
export function reactionEmoji(name: string, settings: ReactionSet): string | null {
  const canonical = reactionName(name, settings)
  return settings.reactions.get(canonical) ?? (isOneEmoji(canonical) ? canonical : null)
}

/** What a person reads: its emoji, or `:name:` where none is known. */
export function shownReaction(name: string, settings: ReactionSet): string {
  return reactionEmoji(name, settings) ?? `:${name}:`
}

/** Every key form under which `name` may have been written: its name, aliases and emoji forms; each once. */
export function reactionForms(name: string, settings: ReactionSet): string[] {
  const canonical = reactionName(name, settings)
  const emoji = reactionEmoji(canonical, settings)
  const aliases = [...ALIASES].flatMap(([alias, target]) => (target === canonical ? [alias] : []))
  const emojis = emoji === null ? [] : [emoji, emoji.replace(VARIATION_SELECTOR, '')]
  return [...new Set([canonical, name, ...aliases, ...emojis])]
}

const reverse = new WeakMap<ReadonlyMap<string, string>, ReadonlyMap<string, string>>()

/** Emoji without variation selectors -> name; where two names share an emoji, the first one in the set. */
function namesByEmoji(reactions: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  let names = reverse.get(reactions)
  if (!names) {
    const made = new Map<string, string>()
    for (const [name, emoji] of reactions) {
      const bare = emoji.replace(VARIATION_SELECTOR, '')
      if (!made.has(bare)) made.set(bare, name)
    }
    reverse.set(reactions, (names = made))
  }
  return names
}
