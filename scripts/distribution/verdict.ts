/** A node of a plan, as EXPLAIN (FORMAT JSON, VERBOSE) tells it. */
export interface PlanNode {
  readonly 'Node Type': string
  readonly 'Relation Name'?: string
  readonly Alias?: string
  readonly Plans?: readonly PlanNode[]
  readonly [more: string]: unknown
}

/**
 * How a statement is bound to providers: to `one`; to those of `rows` that it was given or found before; to `all`;
 * `none` when it touches no table that has a provider in each row.
 */
type Bond = 'one' | 'rows' | 'all' | 'none'

export interface Verdict {
  readonly bond: Bond
  /** The distributed tables that it reads or changes, without partitions. */
  readonly tables: readonly string[]
  /** Those of them that it reads for all providers. */
  readonly unbound: readonly string[]
  /** It finds rows by where they lie, which means nothing outside of one partition. */
  readonly isByPlace: boolean
}

/** Without the number of its partition. */
export const tableOf = (relation: string): string => relation.replace(/__\d+$/, '')

/** All nodes, each with the name of the sub-plan that it is in. */
function * nodesOf (node: PlanNode, within = ''): Generator<readonly [PlanNode, string]> {
  const name = node['Subplan Name']
  const inner = typeof name === 'string' ? name : within
  yield [node, inner]
  for (const child of node.Plans ?? []) yield * nodesOf(child, inner)
}

const isCondition = (name: string): boolean => / (Cond|Filter)$|^Filter$/.test(name)

/** What stands on both sides of each equality about a provider. */
function * equalitiesOf (condition: string): Generator<readonly [alias: string, other: string]> {
  for (const [, alias = '', other = ''] of condition.matchAll(/\b(\w+)\.provider_id\)? = (\w+\.\w+|(?!\(hashed)\S)/g)) {
    yield [alias, other]
  }
  for (const [, other = '', alias = ''] of condition.matchAll(/(\w+\.\w+|\S)\)? = (\w+)\.provider_id\b/g)) {
    yield [alias, other]
  }
}

const weight: Record<Bond, number> = { none: 0, one: 1, rows: 2, all: 3 }
const worst = (bonds: readonly Bond[]): Bond =>
  bonds.reduce((worst, bond) => weight[bond] > weight[worst] ? bond : worst, 'none')

/** Judges a plan; `distributed` are the tables with a provider in each row. */
export function judge (plan: PlanNode, distributed: ReadonlySet<string>): Verdict {
  const placed = [...nodesOf(plan)]
  const nodes = placed.map(([node]) => node)
  const scans = placed.flatMap(([node, within]) => {
    const { 'Relation Name': relation, Alias: alias } = node
    // What is inserted has its provider in itself; what is updated or deleted was scanned before.
    if (relation === undefined || alias === undefined || node['Node Type'] === 'ModifyTable') return []
    return distributed.has(tableOf(relation)) ? [{ table: tableOf(relation), alias, within }] : []
  })
  const changed = nodes.flatMap(({ 'Relation Name': relation, 'Node Type': type }) =>
    type === 'ModifyTable' && relation !== undefined && distributed.has(tableOf(relation)) ? [tableOf(relation)] : [])
  const conditions = nodes.flatMap(node => Object.entries(node).flatMap(([name, value]) =>
    isCondition(name) && typeof value === 'string' ? [value] : []))
  const bonds = bondsOf(scans, conditions, JSON.stringify(plan))
  const tables = [...new Set([...scans.map(({ table }) => table), ...changed])].sort()
  const unbound = [...new Set(scans.filter(({ alias }) => bonds.get(alias) === 'all').map(({ table }) => table))].sort()
  const inserted: Bond = changed.length > 0 ? 'one' : 'none'
  return {
    bond: worst([inserted, ...scans.map(({ alias }) => bonds.get(alias) ?? 'all')]), tables, unbound,
    isByPlace: nodes.some(node => tables.includes(tableOf(node['Relation Name'] ?? '')) &&
      ['TID Cond', 'Hash Cond', 'Join Filter'].some(name => String(node[name] ?? '').includes('ctid')))
  }
}

/** Of each alias: bound to one provider, by a value or by way of another alias; to that of given rows; to none. */
function bondsOf (
  scans: ReadonlyArray<{ alias: string, within: string }>, conditions: readonly string[], whole: string
): ReadonlyMap<string, Bond> {
  const bonds = new Map<string, Bond>(scans.map(({ alias }) => [alias, 'all']))
  const links: Array<readonly [string, string]> = []
  // `exists` with the provider of the row outside, of which the planner made one look at a small table.
  for (const [, outside = '', subPlan] of whole.matchAll(/(\w+)\.provider_id = \(hashed (SubPlan \d+)\)/g)) {
    for (const { alias, within } of scans) if (within === subPlan) links.push([alias, outside])
  }
  for (const condition of conditions) {
    for (const [alias, other] of equalitiesOf(condition)) {
      const [by, column] = other.split('.', 2)
      if (column === undefined) bonds.set(alias, 'one')
      else if (by !== undefined) links.push([alias, by])
      if (column === 'provider_id' && by !== undefined) links.push([by, alias])
    }
  }
  for (let changes = true; changes;) {
    changes = false
    for (const [alias, by] of links) {
      // What is no table of ours is given, or was found by another part of the plan, which is judged itself.
      const bond = bonds.get(by) ?? 'rows'
      if (weight[bond] >= weight[bonds.get(alias) ?? 'all']) continue
      bonds.set(alias, bond)
      changes = true
    }
  }
  return bonds
}
