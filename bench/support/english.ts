/** Messages of exactly 60 characters of varied English, the same ones for the same number. */

const WORDS =
  `about above across after again against almost along already also always among another answer around because
before begin behind below between boat both bridge bring build camp carry center change check clear climb close coast cold
could country cross current deep depart different dinner distance doctor down each early east enough evening every example
family fast field find first follow food forward found friend front fuel gate generator give glacier good great ground group
harbour have head hear heavy help high hold hope hour house however hundred important inside island keep kind know ladder
lake land large last late later learn leave left letter level light line list little long look made make many map meet
medicine message might minute money moon more morning most mountain move much name near need never next night north note
nothing notice number often open order other over paper part people perhaps place plan point possible power press problem
quick quiet quite radio rain reach read ready really repair report ridge right river road rope round running safe sample
school second seem send several ship short should show side signal since small snow some soon sound south spare stand start
station still stone storm story street strong such summer supply sure table take tell tent than their them then there these
they thing think this those though thought three through tide time today together tomorrow tonight town track train travel
tree trouble turn under until valley very village visit wait walk warm watch water weather week west what wheel when where
which while white wind winter with without word work world would write year yesterday young`.split(/\s+/)

/** mulberry32: small, seeded */
function generator(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

export const MESSAGE_CHARS = 60

export function englishMessage(number: number): string {
  const random = generator(number * 7919 + 17)
  let text = ''
  while (text.length < MESSAGE_CHARS) {
    const word = WORDS[Math.floor(random() * WORDS.length)] as string
    text += text === '' ? word.charAt(0).toUpperCase() + word.slice(1) : ` ${word}`
  }
  return text
    .slice(0, MESSAGE_CHARS - 1)
    .trimEnd()
    .padEnd(MESSAGE_CHARS, '.')
}
