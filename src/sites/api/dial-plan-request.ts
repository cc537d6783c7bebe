import { invalid, type FieldErrors } from '../../problems.ts'
import type { DialPlanChangeBody, DialPlanRule, NamedRule } from '../schemas/dial-plan.ts'
import { canonicalPrefix, isWholeNumber, WrongPrefix } from '../../schemas/dial-plan-prefix.ts'

/**
 * What the firmware of an SBC takes; without a word of its registration, what the field shows
 * (docs/wire/mediant.md#names-prefixes-and-tags).
 */
export interface RuleLimits {
  readonly nameLength?: number
  readonly prefixLength?: number
  readonly tagLength?: number /** The device knows no patterns. */
  readonly wholeNumbers?: boolean
}

const usual = { nameLength: 15, prefixLength: 50, tagLength: 64 }
const writable = /^[\x20-\x7e]*$/

export interface ReadChange { readonly add: DialPlanRule[], readonly remove: Array<{ prefix: string, tag?: string }> }

/** Reads a change of a dial plan; refuses what no device would take, and what contradicts itself, naming each rule. */
export function readDialPlanChange (
  body: DialPlanChangeBody, plan: string, site: { name: string, gateway: string | undefined }, limits: RuleLimits
): ReadChange {
  const errors: FieldErrors = {}
  if (body.dialPlanId !== undefined && body.dialPlanId !== plan) {
    errors['DialPlanId'] = [`The body speaks of ${JSON.stringify(body.dialPlanId)}, the path of ${plan}.`]
  }
  const { add = [], remove = [] } = body
  if (add.length + remove.length === 0) errors[''] = ['Name at least one rule in add or remove.']
  const rules = add.map((rule, index) => ({
    prefix: rule.prefix, name: rule.name ?? site.name, tag: rule.tag ?? site.gateway ?? '', field: `add[${index}]`
  }))
  for (const rule of rules) {
    note(errors, `${rule.field}.name`, faultOfName(rule.name, { ...usual, ...limits }.nameLength))
    note(errors, `${rule.field}.tag`, faultOfTag(rule.tag, { ...usual, ...limits }.tagLength))
    if (limits.wholeNumbers === true && !isWholeNumber(rule.prefix)) {
      note(errors, `${rule.field}.prefix`, 'This SBC finds whole numbers only, without patterns and without #.')
    }
  }
  const longest = { ...usual, ...limits }.prefixLength
  const added = distinct(add, 'add', longest, errors)
  const removed = distinct(remove, 'remove', longest, errors)
  for (const [canonical, index] of removed) {
    const other = added.get(canonical)
    const [one, two] = [remove[index], other === undefined ? undefined : rules[other]]
    if (one !== undefined && two !== undefined && one.tag?.toLowerCase() === two.tag.toLowerCase()) {
      note(errors, `remove[${index}].prefix`, `${one.prefix} is to be added as well, as add[${other}].`)
    }
  }
  if (Object.keys(errors).length > 0) throw invalid(errors)
  return {
    add: rules.map(({ name, prefix, tag }) => ({ name, prefix, tag })),
    remove: remove.map(({ prefix, tag }) => ({ prefix, ...(tag !== undefined && { tag }) }))
  }
}

/**
 * Where each prefix stands, by what it matches: two ways to write one prefix would be two rules for the same numbers.
 */
function distinct (
  rules: readonly NamedRule[], list: string, longest: number, errors: FieldErrors
): Map<string, number> {
  const found = new Map<string, number>()
  for (const [index, { prefix }] of rules.entries()) {
    const field = `${list}[${index}].prefix`
    if (prefix.length > longest) {
      note(errors, field, `A prefix has at most ${longest} characters.`)
      continue
    }
    try {
      const canonical = canonicalPrefix(prefix)
      const twin = found.get(canonical)
      if (twin === undefined) found.set(canonical, index)
      else note(errors, field, `${prefix} is named twice, as ${list}[${twin}] already.`)
    } catch (error) {
      if (!(error instanceof WrongPrefix)) throw error
      note(errors, field, error.message)
    }
  }
  return found
}

function faultOfName (name: string, longest: number): string | undefined {
  if (name.trim() === '') return 'A rule has a name.'
  if (name.length > longest) return `A name has at most ${longest} characters.`
  return writable.test(name) ? undefined : 'A name cannot be written to an SBC: only printable ASCII can.'
}

/** Names or `name=value`, several with `;`, at most one of them without a value. */
function faultOfTag (tag: string, longest: number): string | undefined {
  if (tag === '') return 'A rule has a tag; the SIP connection has no gateway to take for it.'
  if (tag.length > longest) return `A tag has at most ${longest} characters.`
  const parts = tag.split(';')
  if (!writable.test(tag) || parts.some(part => !/^[^=;\s"\\]+(=[^=;"\\]+)?$/.test(part))) {
    return 'A tag is a name or name=value, several separated by ";".'
  }
  return parts.filter(part => !part.includes('=')).length > 1
    ? 'At most one part of a tag may be without a value.'
    : undefined
}

function note (errors: FieldErrors, field: string, message: string | undefined): void {
  if (message !== undefined) errors[field] ??= [message]
}
