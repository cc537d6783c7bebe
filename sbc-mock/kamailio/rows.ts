import type { Reply } from '../http.ts'
import type { Table, Tables } from './tables.ts'

// The routes of deploy/kamailio/dialplane.cfg: a key at a time, the row first and then the entry.

const rowsPerPage = 30

export function answerRows (tables: Tables, path: string, body: string): Reply {
  const [, , operation = '', name = '', key = ''] = path.split('/')
  const table = tables.get(decodeURIComponent(name))
  if (table === undefined || table.dbtable === '') return text(404, 'no such table')
  if (!/^[+]?[0-9]{1,32}$/.test(key)) return text(400, 'no number')
  if (operation === 'list' && !key.startsWith('+')) return list(tables, table, Number(key))
  if (operation === 'get') return state(tables, table, key)
  if (operation !== 'add' && operation !== 'remove') return text(404, 'no such operation')
  // eslint-disable-next-line no-control-regex
  if (body === '' || /['\\\u0000-\u001f\u007f]/.test(body)) return text(400, 'no value')
  if (operation === 'add') return add(tables, table, key, body)
  if (tables.stored(table.name).get(key) === body) tables.removeRow(table, key)
  if (String(table.items.get(key)) === body) tables.remove(table, key)
  return state(tables, table, key)
}

function add (tables: Tables, table: Table, key: string, value: string): Reply {
  const there = table.items.get(key)
  if (there !== undefined && String(there) !== value) return state(tables, table, key)
  if (!tables.addRow(table, key, value)) return state(tables, table, key, ['refused'])
  if (tables.stored(table.name).get(key) === value) tables.set(table, key, value)
  return state(tables, table, key)
}

function state (tables: Tables, table: Table, key: string, before: readonly string[] = []): Reply {
  const lines = [...before]
  const [stored, memory] = [tables.stored(table.name).get(key), table.items.get(key)]
  if (stored !== undefined) lines.push(`stored ${stored}`)
  if (memory !== undefined) lines.push(`memory ${memory}`)
  return text(200, ...lines)
}

function list (tables: Tables, table: Table, after: number): Reply {
  const rows = [...tables.stored(table.name)].slice(after, after + rowsPerPage)
  const lines = rows.map(([key, value], index) => `row ${after + index + 1} ${key} ${value}`)
  return text(200, ...lines, rows.length === rowsPerPage ? 'more' : undefined)
}

function text (status: number, ...lines: ReadonlyArray<string | undefined>): Reply {
  const shown = lines.filter(line => line !== undefined)
  const end = shown.at(-1) === 'more' ? [] : ['end']
  return { status, headers: { 'content-type': 'text/plain' }, body: [...shown, ...end, ''].join('\n') }
}
