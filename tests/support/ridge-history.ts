/** A crew on a ridge, two days of talk: what screenshots and accessibility tests look at. */
import type { ChannelId, MessageId } from '../../schema/ids.ts'
import { History, type Said } from './history.ts'

const [YARA, ANA, BEN, CHI] = [1, 2, 3, 4] as const

const PUMP_TALK: readonly Said[] = [
  { by: ANA, ago: 1745, text: 'Morning. Pump 2 is down to 3.1 bar, pump 1 steady.' },
  { by: ANA, ago: 1743, text: 'I am walking the line from the tank to **valve 4** now.' },
  { by: BEN, ago: 1720, text: 'Tell me what you see at the joint, it wept on Friday.' },
  {
    by: CHI,
    ago: 1702,
    text: 'Spare gaskets are in the blue box, second shelf.',
    reactions: { thumbsup: [ANA, BEN] },
  },
  {
    by: ANA,
    ago: 1655,
    text: 'Joint is dry. Two clamps were loose, I tightened both.',
    reactions: { eyes: [BEN], raised_hands: [YARA, CHI] },
  },
  { by: YARA, ago: 1640, text: 'Thanks Ana. I log it as done.', reactions: { thumbsup: [ANA] } },
  {
    by: CHI,
    ago: 186,
    text: 'Checklist for today:\n- drain the sump\n- swap filter B\n- read the meter at 16:00',
  },
  { by: YARA, ago: 171, text: 'Taking filter B.', replyTo: 6 },
  { by: BEN, ago: 170, text: 'And I the sump. Is the long hose up there?', replyTo: 6 },
  { by: CHI, ago: 168, text: 'Yes, behind the generator.', replyTo: 6 },
  { by: ANA, ago: 152, text: 'Valve 4 checked.', reactions: { thumbsup: [YARA, BEN], eyes: [CHI] } },
  { by: ANA, ago: 150, text: 'Pressure holds at 3.6 bar since 08:30.' },
  {
    by: BEN,
    ago: 96,
    writtenAgo: 221,
    text: 'Wrote this on the north slope with no link: the culvert is blocked again. Two people and a bar will do.',
  },
  {
    by: YARA,
    ago: 44,
    text: 'Filter B is in. Old one was clay.',
    edited: 'Filter B is in. The old one was half clay, see the log.',
  },
  { by: CHI, ago: 21, text: 'On my way @yara, bring the long wrench please' },
  { by: CHI, ago: 20, text: 'and the `M12` bolts' },
]

/** The thread's root is the checklist. */
export interface Ridge {
  readonly pump: ChannelId
  readonly root: MessageId
}

export async function ridgeHistory(folder: string): Promise<Ridge> {
  const history = new History(folder)
  await history.people([
    { username: 'yara', name: 'Yara Lindqvist' },
    { username: 'ana', name: 'Ana Sousa' },
    { username: 'ben', name: 'Ben Okafor' },
    { username: 'chi', name: 'Chi Nakamura' },
  ])
  const pump = history.channel({ kind: 'group', title: 'pump-crew', topic: 'Pumps 1 and 2, valves, filters' }, [
    ANA,
    YARA,
    BEN,
    CHI,
  ])
  const ridge = history.channel({ kind: 'public', title: 'north-ridge', topic: 'Weather, paths, who is where' }, [BEN])
  const night = history.channel({ kind: 'private', title: 'Night shift' }, [YARA, CHI])
  const news = history.channel({ kind: 'broadcast', title: 'Announcements', handle: 'announcements' }, [BEN, YARA, CHI])
  const general = 'general' as ChannelId
  history.say(general, [
    { by: BEN, ago: 2900, text: 'Welcome to Cairn. Say hello.' },
    { by: ANA, ago: 2890, text: 'Hello from the lower camp.' },
  ])
  history.say(news, [{ by: BEN, ago: 2600, text: 'Supply run on Friday. Lists to Chi by Thursday noon.' }])
  const pumpIds = history.say(pump, PUMP_TALK)
  const nightIds = history.say(night, [{ by: CHI, ago: 700, text: 'Quiet night so far.' }])
  history.say(ridge, [
    { by: BEN, ago: 400, text: 'Fog until ten, then clear.' },
    { by: ANA, ago: 45, text: '@everyone the upper path is closed' },
  ])
  const anaIds = history.say(history.direct(YARA, ANA), [
    { by: ANA, ago: 95, text: 'Can you cover for me on Saturday?' },
    { by: YARA, ago: 94, text: 'Yes, no problem' },
  ])
  history.say(history.direct(YARA, BEN), [{ by: BEN, ago: 42, text: 'Boots arrived, size 41 is yours' }])
  history.read(YARA, night, 1, nightIds[0]!)
  history.read(YARA, history.direct(YARA, ANA), 2, anaIds[1]!)
  history.read(YARA, pump, 14, pumpIds[13]!)
  history.read(ANA, pump, 16, pumpIds[15]!)
  history.read(BEN, pump, 14, pumpIds[13]!)
  history.end()
  return { pump, root: pumpIds[6]! }
}
