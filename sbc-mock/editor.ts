import { lowestFree, type Configuration, type Row } from './configuration.ts'
import { DialPlan, type Rule } from './dial-plan.ts'
import type { Change } from './effects.ts'
import { Refusal } from './refusal.ts'
import { checkName, checkPlanName, checkPrefix, checkTag, type Limits } from './rule-limits.ts'

/** Columns that name a row; no two rows of a table have the same. */
const nameColumns: Readonly<Record<string, string>> = {
  'voip realm': 'name', 'voip srd': 'name', 'voip sip-interface': 'interface-name', 'voip proxy-set': 'proxy-name',
  'voip ip-profile': 'profile-name', 'voip ip-group': 'name', 'voip sip-definition account': 'account-name',
  'voip sbc cac-profile': 'name', 'voip sbc classification': 'classification-name',
  'voip sbc routing ip2ip-routing': 'route-name'
}

export type Fields = Omit<Rule, 'index'>

/** The only way to change a configuration: checks what the device checks and records what was applied. */
export class Editor {
  readonly configuration: Configuration
  readonly limits: Limits
  /** A whole configuration is being restored, so plans come with the index they had. */
  readonly restoring: boolean
  readonly #record: (change: Change) => void

  constructor (configuration: Configuration, limits: Limits, record: (change: Change) => void, restoring = false) {
    this.configuration = configuration
    this.limits = limits
    this.#record = record
    this.restoring = restoring
  }

  putRule (plan: DialPlan, index: number, fields: Fields): void {
    checkName(fields.name, this.limits)
    checkTag(fields.tag, this.limits)
    const groups = checkPrefix(fields.prefix, this.limits)
    const twin = plan.indexOfPrefix(fields.prefix, index)
    if (twin !== undefined && this.limits.duplicatePrefix === 'reject') {
      throw new Refusal(
        `dial-plan-rule ${index}: prefix "${fields.prefix}" already exists in rule ${twin} of "${plan.name}"`
      )
    }
    const before = plan.get(index)
    if (before === undefined) this.checkCapacity(1, groups)
    else if (before.name === fields.name && before.prefix === fields.prefix && before.tag === fields.tag) return
    plan.put({ index, ...fields }, groups)
    if (before?.prefix === fields.prefix) {
      this.#record({ kind: 'change', plan: plan.name, index, ...fields })
      return
    }
    if (before !== undefined) this.#record({ kind: 'remove', plan: plan.name, ...before })
    this.#record({ kind: 'add', plan: plan.name, index, ...fields })
  }

  removeRule (plan: DialPlan, index: number): void {
    const rule = plan.remove(index)
    if (rule === undefined) throw new Refusal(`dial-plan-rule ${index} does not exist in "${plan.name}"`)
    this.#record({ kind: 'remove', plan: plan.name, ...rule })
  }

  addPlan (name: string, index = lowestFree(this.configuration.plans)): DialPlan {
    checkPlanName(name)
    if (this.configuration.planNamed(name) !== undefined) throw new Refusal(`dial plan "${name}" already exists`)
    if (this.configuration.plans.size >= this.limits.maxPlans) {
      throw new Refusal(`table is full: at most ${this.limits.maxPlans} dial plans`)
    }
    const plan = new DialPlan(index, name)
    this.configuration.plans.set(index, plan)
    this.#record({ kind: 'plan-add', plan: name, index })
    return plan
  }

  renamePlan (plan: DialPlan, name: string): void {
    if (plan.name === name) return
    checkPlanName(name)
    if (this.configuration.planNamed(name) !== undefined) throw new Refusal(`dial plan "${name}" already exists`)
    plan.name = name
    this.#record({ kind: 'plan-change', plan: name, index: plan.index })
  }

  removePlan (index: number): void {
    const plan = this.configuration.plans.get(index)
    if (plan === undefined) throw new Refusal(`dial-plan ${index} does not exist`)
    for (const rule of plan.list()) this.#record({ kind: 'remove', plan: plan.name, ...rule })
    this.configuration.plans.delete(index)
    this.#record({ kind: 'plan-remove', plan: plan.name, index })
  }

  putRow (table: string, index: number, row: Row): void {
    const rows = this.configuration.tables.get(table) ?? new Map<number, Row>()
    const column = nameColumns[table] ?? ''
    const name = row.get(column) ?? ''
    const twin = name === ''
      ? undefined
      : [...rows].find(([other, columns]) => other !== index && columns.get(column) === name)
    if (twin !== undefined) {
      throw new Refusal(`${table} ${index}: ${column} "${name}" already exists in row ${twin[0]}`)
    }
    this.configuration.tables.set(table, rows.set(index, row))
    this.#record({ kind: 'row-set', name: table, index })
  }

  removeRow (table: string, index: number): void {
    if (this.configuration.tables.get(table)?.delete(index) !== true) {
      throw new Refusal(`${table} ${index} does not exist`)
    }
    this.#record({ kind: 'row-remove', name: table, index })
  }

  checkCapacity (rules: number, groups: number): void {
    const { maxRules } = this.limits
    if (this.configuration.ruleCount + rules > maxRules) {
      throw new Refusal(`table is full: at most ${maxRules} dial plan rules`)
    }
    if (this.configuration.groupCount + groups > 6 * maxRules) {
      throw new Refusal(`table is full: at most ${6 * maxRules} number groups`)
    }
  }
}
