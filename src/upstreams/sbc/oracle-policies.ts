import { isWholeNumber } from '../../schemas/dial-plan-prefix.ts'
import type { Rule } from './sbc.ts'
import { childrenOf, escapeXml, textOf, type XmlElement } from './xml.ts'

// Rules as local policies of an Oracle SBC (docs/wire/oracle.md#rules): the plan is the source realm, the prefix the
// to-address, the name the description, and the tag the session group that the next hop names.

const group = 'SAG:'

/** What identifies a policy. */
export function keysOf (plan: string, prefix: string): ReadonlyArray<readonly [name: string, value: string]> {
  return [['from-address', '*'], ['to-address', prefix], ['source-realm', plan]]
}

/** Rules of a policy: one for each number that it is for, in each realm that it is for. */
export function rulesOf (policy: XmlElement): Array<{ plan: string, rule: Rule }> {
  const hop = childrenOf(policy, 'configElement').filter(child => textOf(child, 'elementType') === 'policy-attribute')
    .map(child => valuesOf(child, 'next-hop')[0] ?? '')[0] ?? ''
  const tag = hop.startsWith(group) ? hop.slice(group.length) : hop
  const name = valuesOf(policy, 'description')[0] ?? ''
  return valuesOf(policy, 'source-realm').flatMap(plan =>
    valuesOf(policy, 'to-address').map(prefix => ({ plan, rule: { name, prefix, tag } })))
}

/** The values of an attribute; of a list there are several. */
function valuesOf (element: XmlElement, name: string): string[] {
  return childrenOf(element, 'attribute').filter(attribute => textOf(attribute, 'name') === name)
    .flatMap(attribute => childrenOf(attribute, 'value').map(value => value.text.trim()))
}

/** What makes the policy of a rule. */
export function policyOf (plan: string, rule: Rule): string {
  const attribute = (name: string, value: string): string =>
    `<attribute><name>${name}</name><value>${escapeXml(value)}</value></attribute>`
  return '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' +
    `<configElement><elementType>local-policy</elementType>${
      keysOf(plan, rule.prefix).map(([name, value]) => attribute(name, value)).join('')
    }${attribute('description', rule.name)}${attribute('state', 'enabled')}` +
    `<configElement><elementType>policy-attribute</elementType>${attribute('next-hop', group + rule.tag)}` +
    `${attribute('realm', plan)}</configElement></configElement>`
}

/** Why a rule cannot be a policy. */
export function misfitOfPolicy (rule: Rule): string | undefined {
  return isWholeNumber(rule.prefix)
    ? undefined
    : 'Its prefix is not a plain number: policies of an Oracle SBC are for numbers, without patterns and without #.'
}
