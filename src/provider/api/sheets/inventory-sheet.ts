import { resourceSheet } from './resource-sheet.ts'
import { cellsOf, type Ask, type Cells, type Column, type SheetKind, type Verdict } from './sheet.ts'

const key = 'telephoneNumber'
const columns: readonly Column[] = [
  { name: key }, { name: 'status', mode: 'shown' }, { name: 'umpCustomerGuid' }, { name: 'siteGuid' },
  { name: 'internalNumberType' }, { name: 'vendor' }, { name: 'labels', form: 'list' }, { name: 'notes' }
]
const path = '/inventory/numbers'
const free = ['labels', 'notes']

async function find (ask: Ask, keys: readonly string[]): Promise<Cells[]> {
  const found: Cells[] = []
  for (const number of new Set(keys)) {
    const { status, body } = await ask<object>(`${path}/${encodeURIComponent(number)}`)
    if (status === 200) found.push(cellsOf(columns, body))
  }
  return found
}

const one = resourceSheet({
  name: 'Inventory', about: 'Numbers of the inventory: where they are, and what people say of them.',
  key, columns, list: path, find,
  create: ({ telephoneNumber, ...rest }) =>
    ({ method: 'POST', path, body: { phoneNumbers: [telephoneNumber], ...rest } }),
  change (number, body, cells) {
    const names = Object.keys(body)
    const isMoved = names.some(name => name === 'umpCustomerGuid' || name === 'siteGuid')
    const said = Object.fromEntries(Object.entries(body).filter(([name]) => free.includes(name)))
    const place = {
      ...(cells['umpCustomerGuid'] && { umpCustomerGuid: cells['umpCustomerGuid'] }),
      ...(cells['siteGuid'] && { siteGuid: cells['siteGuid'] })
    }
    const phoneNumbers = [number]
    return [
      ...isMoved ? [{ method: 'POST', path: `${path}/action/move`, body: { phoneNumbers, ...place } } as const] : [],
      ...Object.keys(said).length > 0
        ? [{ method: 'POST', path: `${path}/action/describe`, body: { phoneNumbers, ...said } } as const]
        : []
    ]
  },
  remove: number => ({ method: 'POST', path: `${path}/action/delete`, body: { phoneNumbers: [number] } })
})

/** Rows that ask the same are one request, with all of their numbers. */
export const inventory: SheetKind = {
  ...one,
  async read (rows, ask, all) {
    const groups = new Map<string, Verdict[]>()
    const others: Verdict[] = []
    for (const verdict of await one.read(rows, ask, all)) {
      if (!('demand' in verdict)) others.push(verdict)
      else {
        const text = JSON.stringify({ ...verdict.demand, body: { ...verdict.demand.body, phoneNumbers: undefined } })
        groups.set(text, [...groups.get(text) ?? [], verdict])
      }
    }
    const joined = [...groups.values()].flatMap(group => {
      const [first] = group
      if (first === undefined || !('demand' in first)) return []
      const numbers = group.flatMap(({ rows }) => rows.map(({ cells }) => cells[key] ?? ''))
      return [{
        rows: group.flatMap(({ rows }) => rows),
        demand: { ...first.demand, body: { ...first.demand.body, phoneNumbers: numbers } }
      }]
    })
    return [...others, ...joined]
  }
}
