/**
 * A world in which every register has the form of its root (docs/behaviour.md, PJ1). Projections read through it, so
 * that a document however odd gives a view: what the schema does not know is not there.
 */
import { parseDocumentName, type DocumentKind } from '../documents.ts'
import { isPlainJson, type Json } from '../json.ts'
import { REGISTERS } from '../registers/index.ts'
import type { RegisterRoot } from '../registers/register.ts'
import { NO_REGISTERS, type Registers, type World } from '../views.ts'

const sound = new WeakSet<World>()
/** Register values never change in place, so each object is checked once, however often views are made of it. */
const checked = new WeakMap<RegisterRoot, WeakMap<object, boolean>>()

export function soundWorld(world: World): World {
  if (sound.has(world)) return world
  const documents = new Map<string, Registers>()
  const made: World = {
    nowMs: world.nowMs,
    settings: world.settings,
    findMessage: (channelId, messageId) => world.findMessage(channelId, messageId),
    ownsFile: (userId, file) => world.ownsFile(userId, file),
    registers(name) {
      let registers = documents.get(name)
      if (!registers) {
        const document = parseDocumentName(name)
        registers = document ? soundRegisters(world.registers(name), document.kind) : NO_REGISTERS
        documents.set(name, registers)
      }
      return registers
    },
  }
  sound.add(made)
  return made
}

export function soundRegisters(registers: Registers, kind: DocumentKind): Registers {
  const table = REGISTERS[kind]
  return {
    get(root, key) {
      const register = table.get(root)
      const value = register && registers.get(root, key)
      return value !== undefined && isSound(register as RegisterRoot, key, value) ? value : undefined
    },
    *entries(root) {
      const register = table.get(root)
      if (!register) return
      for (const pair of registers.entries(root)) if (isSound(register, pair[0], pair[1])) yield pair
    },
  }
}

function isSound(register: RegisterRoot, key: string, value: Json): boolean {
  if (register.parseKey(key) === null) return false
  if (typeof value !== 'object' || value === null) return hasForm(register, key, value)
  let known = checked.get(register)
  if (!known) checked.set(register, (known = new WeakMap()))
  let answer = known.get(value)
  if (answer === undefined) known.set(value, (answer = hasForm(register, key, value)))
  return answer
}

function hasForm(register: RegisterRoot, key: string, value: Json): boolean {
  return isPlainJson(value) && register.valueSchema(key)?.safeParse(value).success === true
}
