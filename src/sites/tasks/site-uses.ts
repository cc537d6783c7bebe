import { useOf, usesOfRule, type Use } from '../../allocations/schemas/use.ts'
import type { DialPlanRule } from '../schemas/dial-plan.ts'
import type { ScriptParameters } from '../schemas/site.ts'

/** What a site uses of what must be allocated. `fqdn` is that of its SBC. */
export function usesOfSite (
  { name, sbcId, parameters }: { name: string, sbcId: number, parameters: ScriptParameters }, fqdn: string | undefined,
  sbcField = 'SbcId'
): Use[] {
  const { ProxySet: proxySet = '', OnlinePstnGateway: gateway = '' } = parameters
  const isOwn = gateway.toLowerCase() === `${name}.${fqdn}`.toLowerCase()
  return [
    useOf('sbc', String(sbcId), sbcField),
    ...proxySet === '' ? [] : [useOf('proxy-set', proxySet, 'ScriptParameters.ProxySet')],
    ...gateway === '' ? [] : [useOf('gateway', gateway, 'ScriptParameters.OnlinePstnGateway', isOwn)]
  ]
}

/** What new rules of a dial plan use. A removal uses nothing: it takes away what the site has. */
export function usesOfRules (plan: string, add: readonly DialPlanRule[]): Use[] {
  return add.length === 0
    ? []
    : [useOf('dial-plan', plan, 'DialPlanId'), ...add.flatMap((rule, index) => usesOfRule(rule, `add[${index}]`))]
}
