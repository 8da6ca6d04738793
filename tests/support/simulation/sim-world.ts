/** A whole world from one seed: users, devices, a server, a bad network, and a history of what happens to them. */
import { isActive } from '../../../client/sync/intent.ts'
import { parseDocumentName } from '../../../schema/documents.ts'
import type { UserId } from '../../../schema/ids.ts'
import { seededRandom, START_MS } from '../core-harness.ts'
import { act, pick, type Notebook } from './sim-actions.ts'
import { SimDevice } from './sim-device.ts'
import type { SimNetwork } from './sim-link.ts'
import { SimServer, simSettings } from './sim-server.ts'
import { SimTime } from './sim-time.ts'

/** Messages of a device in 50 s: two or three heartbeats, each with what it tells of itself. */
const MOST_AT_REST = 6
const NAMES = ['ada', 'bo', 'cy', 'di', 'ed']

export class SimWorld {
  readonly random: () => number
  readonly time = new SimTime(START_MS)
  readonly users: UserId[]
  readonly devices: SimDevice[] = []
  readonly notebook: Notebook = { written: new Map(), nextText: 1 }
  readonly network: SimNetwork
  server: SimServer
  /** The server was restored from an older backup in this history. */
  wasRestored = false
  readonly story: string[] = []
  /**
   * A power cut takes what was only handed to the disk, or the server goes back to a backup: not both in one history.
   * Together they can take a message's last two copies, which no protocol brings back.
   */
  private readonly losesTails: boolean

  constructor(readonly seed: number) {
    this.random = seededRandom(seed)
    this.losesTails = this.random() < 0.5
    this.network = { time: this.time, random: this.random, maxDelayMs: 200, sent: 0 }
    this.server = new SimServer(this.time, this.random, simSettings(3 + Math.floor(this.random() * 10)))
    this.users = NAMES.slice(0, 2 + Math.floor(this.random() * 3)).map((_, i) => (i + 1) as UserId)
  }

  /** Starts the server, makes the accounts, gives 3 to 8 devices their first look. */
  async open(): Promise<void> {
    this.server.start()
    for (const userId of this.users) this.server.addUser(userId, NAMES[userId - 1] as string, userId === 1)
    const count = Math.max(this.users.length, 3 + Math.floor(this.random() * 6))
    for (let i = 0; i < count; i++) {
      const userId = this.users[i % this.users.length] as UserId
      const device = new SimDevice(`device ${i} of ${userId}`, userId, this.network, () => this.server)
      this.devices.push(device)
      device.openTab()
    }
    await this.time.advance(2_000)
  }

  /** One thing happens. */
  async step(): Promise<void> {
    const { random } = this
    const device = pick(this.devices, random) as SimDevice
    const chance = random()
    if (chance < 0.6) await this.write(device)
    else if (chance < 0.7) this.tell(device.isOnline ? 'goes offline' : 'comes online', device, () => this.flip(device))
    else if (chance < 0.76) this.tell('is cut', device, () => device.cut(random() < 0.4))
    else if (chance < 0.8) this.tell('loses power', device, () => this.reboot(device))
    else if (chance < 0.83) this.tell('opens or closes a tab', device, () => this.changeTabs(device))
    else if (chance < 0.86) this.tell('has its clock changed', device, () => this.jump(device))
    else if (chance < 0.88) this.tell('has disk errors', device, () => this.failDisk(device))
    else if (chance < 0.9) this.tell('crashes', null, () => this.crashServer())
    else if (chance < 0.92)
      this.tell('cannot flush', null, () => (this.server.failingCommits = 1 + Math.floor(random() * 3)))
    else if (chance < 0.94) this.tell('is backed up', null, () => this.server.takeBackup())
    else if (chance < 0.945) this.tell('is restored', null, () => this.restoreServer())
    else if (chance < 0.97) device.disk.sync()
    else if (chance < 0.985) this.look(device)
    await this.time.advance(Math.floor(random() < 0.9 ? random() * 500 : random() * 20_000))
  }

  /** Everything works again, until nothing is left to do. @returns in words what never comes to an end */
  async settle(): Promise<string[]> {
    this.network.maxDelayMs = 50
    this.server.failingCommits = 0
    if (!this.server.isUp) this.server.start()
    for (const device of this.devices) {
      device.disk.failEvery = 0
      device.clockErrorMs = 0
      device.isOnline = true
      // Only where nobody has it open: what a failing disk left undone has to come right by itself.
      if (device.tabCount === 0) this.reboot(device)
    }
    for (let round = 0; round < 40; round++) {
      await this.time.advance(30_000)
      for (const device of this.devices) for (const tab of device.devices()) tab.tryNow()
      await this.time.advance(5_000)
      if (round >= 2 && this.busy().length === 0) break
    }
    const busy = this.busy()
    await this.lookAtAll()
    return [...busy, ...(await this.talkative())]
  }

  /** Everything is on screen for a while: a lost tail is noticed when it is loaded, older volumes are fetched when shown. */
  private async lookAtAll(): Promise<void> {
    for (const device of this.devices) {
      for (const tab of device.devices()) {
        for (const doc of device.disk.documents.keys()) {
          tab.view(doc)
          const ref = parseDocumentName(doc)
          if (ref?.kind === 'volume') tab.openVolume(ref.channelId, ref.volume)
        }
      }
    }
    await this.time.advance(5_000)
  }

  /** Nothing goes over the wire at rest but heartbeats. */
  private async talkative(): Promise<string[]> {
    const before = this.network.sent
    await this.time.advance(50_000)
    const sent = this.network.sent - before
    return sent <= MOST_AT_REST * this.devices.length ? [] : [`does not fall silent: ${sent} messages`]
  }

  /** What is not at rest, in words: devices that are not live, and what waits to be sent. */
  private busy(): string[] {
    return this.devices.flatMap((device) => {
      const isLive = device.devices().some((tab) => tab.status().sync.state === 'live')
      const waiting = device.disk.queue.intents.filter((i) => isActive(i) && !this.isHeld(i, device))
      return [
        ...(isLive ? [] : [`${device.name} does not come to rest`]),
        ...waiting.map(({ n, doc, root, key }) => `${device.name} does not send ${n}: ${doc} ${root} ${key}`),
      ]
    })
  }

  /** What depends on a refused founding or a refused message waits for a person. */
  private isHeld({ doc, key }: { doc: string; key: string }, device: SimDevice): boolean {
    const root = doc.split('/').slice(0, 2).join('/')
    const refused = device.disk.queue.intents.filter((i) => i.doc === root && i.parked === 'refused')
    return refused.some((i) => i.root === 'meta' || (i.root === 'messages' && key.startsWith(i.key)))
  }

  /** A volume is on screen for a while. */
  private look(device: SimDevice): void {
    const tab = pick(device.devices(), this.random)
    const ref = parseDocumentName(pick([...device.disk.documents.keys()], this.random) ?? '')
    if (!tab || ref?.kind !== 'volume') return
    const unsubscribe = tab.view(ref.name).subscribe(() => undefined)
    const close = tab.openVolume(ref.channelId, ref.volume)
    this.time.schedule(Math.floor(this.random() * 20_000), () => (close(), unsubscribe()))
  }

  private async write(device: SimDevice): Promise<void> {
    const tab = pick(device.devices(), this.random)
    if (!tab) return
    const choice = { random: this.random, users: this.users, notebook: this.notebook }
    await Promise.race([act(tab, choice).catch(() => undefined), this.time.advance(50)])
  }

  private tell(what: string, device: SimDevice | null, happen: () => void): void {
    this.story.push(`${this.time.nowMs - START_MS}: ${device?.name ?? 'server'} ${what}`)
    happen()
  }

  private flip(device: SimDevice): void {
    device.isOnline = !device.isOnline
    if (!device.isOnline) device.cut(this.random() < 0.3)
  }

  private reboot(device: SimDevice): void {
    if (!this.losesTails) device.disk.sync()
    device.crash()
    device.openTab()
  }

  private changeTabs(device: SimDevice): void {
    if (device.tabCount > 1 && this.random() < 0.6) device.killTab(Math.floor(this.random() * device.tabCount))
    else if (device.tabCount < 3) device.openTab()
  }

  private jump(device: SimDevice): void {
    device.clockErrorMs = Math.floor((this.random() - 0.5) * 4 * 60 * 60_000)
  }

  private failDisk(device: SimDevice): void {
    device.disk.failEvery = 3 + Math.floor(this.random() * 20)
    this.time.schedule(3_000, () => (device.disk.failEvery = 0))
  }

  private crashServer(): void {
    this.server.crash()
    for (const device of this.devices) device.cut(false)
    this.time.schedule(Math.floor(this.random() * 5_000), () => this.server.isUp || this.server.start())
  }

  private restoreServer(): void {
    if (this.losesTails) return
    for (const device of this.devices) device.cut(false)
    if (this.server.restore()) this.wasRestored = true
  }
}
