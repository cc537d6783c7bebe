import type { Table, Tables } from './tables.ts'

/** An error of a command, in the words of the module. */
export class Fault extends Error {
  readonly code: number

  constructor (code: number, message: string) {
    super(message)
    this.code = code
  }
}

const upSince = new Date()

type Command = (tables: Tables, params: readonly unknown[]) => unknown

/**
 * The commands of the modules core and htable that are answered (docs/wire/kamailio.md#hash-tables); parameters count
 * by their order, as everywhere in Kamailio.
 */
const commands: Record<string, Command> = {
  'core.info': () => ({
    version: 'kamailio 5.6.3', id: 'mock', compiler: 'gcc 12.2.0', compiled: '00:00:00 Jan 1 2024',
    flags: 'USE_TCP, USE_TLS'
  }),
  'core.version': () => 'kamailio 5.6.3 (x86_64/linux)',
  'core.uptime': () => ({
    now: new Date().toString(), up_since: upSince.toString(),
    uptime: Math.floor((Date.now() - upSince.getTime()) / 1000)
  }),
  'core.echo': (_, params) => params,
  'htable.listTables': tables => {
    const list = tables.list()
    if (list.length === 0) throw new Fault(500, 'No htables')
    return list.map(({ name, dbtable, expire }) => ({
      name, dbtable, dbmode: 0, expire, updateexpire: 1, size: slots, dmqreplicate: 0
    }))
  },
  'htable.get': (tables, params) => {
    const [table, key] = [
      tableOf(tables, params, 'Not enough parameters (htable name and key name)', 2), textOf(params[1])
    ]
    const value = table.items.get(key)
    if (value === undefined) throw new Fault(500, "Key name doesn't exist in htable.")
    return { item: { name: key, value, flags: typeof value === 'string' ? 2 : 0, expire: 'NEVER' } }
  },
  'htable.sets': (tables, params) => {
    const table = tableOf(tables, params, 'Not enough parameters (htable name, key name and value)', 3)
    tables.set(table, textOf(params[1]), textOf(params[2]))
  },
  'htable.seti': (tables, params) => {
    const table = tableOf(tables, params, 'Not enough parameters (htable name, key name and value)', 3)
    const value = Number(params[2])
    if (!Number.isInteger(value)) throw new Fault(500, 'Not enough parameters (htable name, key name and value)')
    tables.set(table, textOf(params[1]), value)
  },
  'htable.delete': (tables, params) => {
    const table = tableOf(tables, params, 'Not enough parameters (htable name & key name', 2)
    tables.remove(table, textOf(params[1]))
  },
  'htable.dump': (tables, params) => dump(tableOf(tables, params, 'No htable name given', 1)),
  'htable.store': (tables, params) => tables.store(withDatabase(tableOf(tables, params, 'No htable name given', 1))),
  'htable.reload': (tables, params) => tables.reload(withDatabase(tableOf(tables, params, 'No htable name given', 1)))
}

export function run (tables: Tables, method: string, params: readonly unknown[]): unknown {
  const command = Object.hasOwn(commands, method) ? commands[method] : undefined
  if (command === undefined) throw new Fault(500, 'Method Not Found')
  return command(tables, params)
}

const slots = 256

/** Items by slot, as the dump shows them; their order is that of the hash, so nobody may rely on it. */
function dump (table: Table): unknown[] {
  const bySlot = new Map<number, Array<{ name: string, value: string | number, type: string }>>()
  for (const [name, value] of table.items) {
    const slot = [...name].reduce((hash, character) => (hash * 31 + (character.codePointAt(0) ?? 0)) % slots, 7)
    const items = bySlot.get(slot) ?? []
    items.unshift({ name, value, type: typeof value === 'string' ? 'str' : 'int' })
    bySlot.set(slot, items)
  }
  return [...bySlot].sort(([one], [other]) => one - other).map(([entry, slot]) => ({ entry, size: slot.length, slot }))
}

function tableOf (tables: Tables, params: readonly unknown[], complaint: string, wanted: number): Table {
  if (
    params.length < wanted ||
    params.slice(0, wanted).some(param => typeof param !== 'string' && typeof param !== 'number')
  ) throw new Fault(500, complaint)
  const table = tables.get(textOf(params[0]))
  if (table === undefined) throw new Fault(500, 'No such htable')
  return table
}

function textOf (param: unknown): string {
  return typeof param === 'string' ? param : String(param)
}

function withDatabase (table: Table): Table {
  if (table.dbtable === '') throw new Fault(500, 'No database htable')
  return table
}
