import { pollSeconds } from '../../../numbers/tasks/polling.ts'
import { next, reject, wait, type Outcome } from '../../../engine/define.ts'
import { policyTypes } from '../../schemas/provision-user.ts'
import type { ProvisionContext, ProvisionProgress } from './progress.ts'

const typeOf = new Map<string, string>(Object.entries(policyTypes))
const sameType = (one: { type: string }, other: { type: string }): boolean =>
  one.type.toLowerCase() === other.type.toLowerCase()

/** Finds the policies in the tenant by their names, before anything is changed. */
export async function findPolicies (context: ProvisionContext): Promise<Outcome<ProvisionProgress>> {
  const { graph, task, input, say } = context
  const found: ProvisionProgress['policies'] = []
  const forbidden: string[] = []
  for (const [field, name] of Object.entries(input.policies ?? {})) {
    const type = typeOf.get(field) ?? field
    const policy = await graph.findPolicy(task.providerId, input.msTenantId, type, name)
    if (policy.status === 'found') found.push({ field, type, id: policy.id })
    else if (policy.status === 'forbidden') forbidden.push(field)
    else {
      const why = policy.status === 'unknown' ? '' : ` Microsoft says: ${policy.reason}`
      return reject('policy_unknown', `The tenant has no ${field} that is called ${name}.${why}`)
    }
  }
  if (forbidden.length > 0) {
    const fields = forbidden.join(', ')
    say(
      'Warning',
      `Not set, because the application of the customer lacks TeamsPolicyUserAssign.ReadWrite.All: ${fields}.`
    )
  }
  return next({ policies: found, policiesNotSet: forbidden })
}

/** Gives the user the policies, all at once, and remembers which it had. */
export async function assignPolicies (context: ProvisionContext): Promise<Outcome<ProvisionProgress>> {
  const { graph, task, input, progress: { policies = [], policiesBefore, policiesGiven, userId = '' } } = context
  if (policies.length === 0) return next()
  if (policiesGiven !== undefined) return confirmPolicies(context, policiesGiven)
  if (policiesBefore === undefined) {
    const had = await graph.policiesOf(task.providerId, input.msTenantId, userId)
    if (had !== undefined) {
      const before = had.filter(one => policies.some(policy => sameType(policy, one)))
      await context.record({ policiesBefore: before.map(({ type, id }) => ({ type, id })) })
    }
  }
  const given = await graph.assignPolicies(
    task.providerId, input.msTenantId, userId, policies.map(({ type, id }) => ({ type, id }))
  )
  if (given.status === 'refused') {
    return reject(
      'refused_by_microsoft', `Microsoft does not give the user the policies: ${given.reason} (${given.code}).`
    )
  }
  return confirmPolicies(context, { at: context.now().toISOString(), polls: 0 })
}

/** Seconds for which policies are looked for that Microsoft accepted. */
const shownWithin = 300

/** Microsoft accepts policies at once and shows them later; what it does not show is not told as given. */
async function confirmPolicies (
  context: ProvisionContext, given: NonNullable<ProvisionProgress['policiesGiven']>
): Promise<Outcome<ProvisionProgress>> {
  const { graph, task, input, progress: { policies = [], userId = '' }, now, say } = context
  const has = await graph.policiesOf(task.providerId, input.msTenantId, userId)
  const missing = policies.filter(policy => !(has ?? []).some(one => sameType(one, policy) && one.id === policy.id))
  const shown = policies.filter(policy => !missing.includes(policy)).map(({ field }) => field)
  const isEarly = (now().getTime() - Date.parse(given.at)) / 1000 < shownWithin
  if (has !== undefined && missing.length > 0 && isEarly) {
    return wait(pollSeconds(given.polls), { policiesGiven: { ...given, polls: given.polls + 1 } })
  }
  if (shown.length > 0) say('Information', `Policies given: ${shown.join(', ')}.`)
  if (missing.length > 0) {
    const why = has === undefined ? ' They cannot be read back without TeamsUserConfiguration.Read.All.' : ''
    const fields = missing.map(({ field }) => field).join(', ')
    say('Warning', `Accepted by Microsoft, but not seen with the user: ${fields}.${why}`)
  }
  return next({ policiesGiven: given, policiesNotShown: missing.map(({ field }) => field) })
}

/** Undo: gives back what the user had. Policies that somebody else has given since stay. */
export async function restorePolicies (context: ProvisionContext): Promise<Outcome<ProvisionProgress>> {
  const { graph, task, input, progress: { policies = [], policiesBefore, userId = '' }, say } = context
  if (policies.length === 0) return next()
  const has = await graph.policiesOf(task.providerId, input.msTenantId, userId)
  if (policiesBefore === undefined || has === undefined) {
    say(
      'Warning',
      'Which policies the user had cannot be read without TeamsUserConfiguration.Read.All; these may be changed: ' +
        `${policies.map(({ field }) => field).join(', ')}.`
    )
    return next()
  }
  const ours = policies.filter(policy => has.some(one => sameType(one, policy) && one.id === policy.id))
  const back = policiesBefore.filter(before => ours.some(policy => sameType(policy, before)))
  const none = ours.filter(policy => !back.some(before => sameType(before, policy))).map(({ type }) => type)
  const answers = [
    ...back.length > 0 ? [await graph.assignPolicies(task.providerId, input.msTenantId, userId, back)] : [],
    ...none.length > 0 ? [await graph.unassignPolicies(task.providerId, input.msTenantId, userId, none)] : []
  ]
  for (const answer of answers) {
    if (answer.status === 'refused') {
      return reject('not_taken_back', `Policies of the user stay changed: ${answer.reason} (${answer.code}).`)
    }
  }
  return next()
}
