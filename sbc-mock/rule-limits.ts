import type { Behaviour } from './behaviour.ts'
import { countGroups } from './prefix.ts'
import { Refusal } from './refusal.ts'

export type Limits = Pick<Behaviour,
  'nameMax' | 'prefixMax' | 'tagMax' | 'maxPlans' | 'maxRules' | 'duplicatePrefix' | 'exitActivates'>

const printable = /^[\x20-\x7e]*$/

export function checkName (name: string, limits: Limits): void {
  checkText('name', name, limits.nameMax)
}

/** Number groups of the prefix. */
export function checkPrefix (prefix: string, limits: Limits): number {
  checkText('prefix', prefix, limits.prefixMax)
  return countGroups(prefix)
}

export function checkTag (tag: string, limits: Limits): void {
  checkText('tag', tag, limits.tagMax)
  if (tag === '') return
  const parts = tag.split(';')
  if (parts.some((part) => !/^[^=;\s"\\]+(=[^=;"\\]+)?$/.test(part))) {
    throw new Refusal(`tag "${tag}" must be a list of name or name=value, separated by ";"`)
  }
  if (parts.filter((part) => !part.includes('=')).length > 1) {
    throw new Refusal(`tag "${tag}": at most one tag may be without a value`)
  }
}

export function checkPlanName (name: string): void {
  if (name === '') throw new Refusal('name of a dial plan is empty')
  if (name.includes('/')) throw new Refusal(`name "${name}" must not contain "/"`)
  checkText('name', name, 40)
}

function checkText (what: string, text: string, longest: number): void {
  if (text.length > longest) throw new Refusal(`${what} "${text}" is longer than ${longest} characters`)
  if (!printable.test(text)) throw new Refusal(`${what} holds characters that are not printable ASCII`)
}
