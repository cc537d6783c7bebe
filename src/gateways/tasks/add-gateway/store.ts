import { recordsOfProvider } from '../../../database/reach.ts'
import { next, reject, wait, type Outcome } from '../../../engine/define.ts'
import { useOf } from '../../../allocations/schemas/use.ts'
import { checkUses } from '../../../allocations/tasks/check-uses.ts'
import { customerOf } from '../../../tenancy/records/customers.ts'
import { insertGateway, isGatewayTaken } from '../../records/online-pstn-gateways.ts'
import { correlationIdOf } from '../gateway-task.ts'
import type { Context, GatewayProgress } from './input.ts'
import { report } from './report.ts'

export async function store (context: Context): Promise<Outcome<GatewayProgress>> {
  const { db, task, input } = context
  const correlationId = correlationIdOf(task.id)
  if (await customerOf(recordsOfProvider(db, task.providerId), input.customerId) === undefined) {
    return reject('customer_not_found', 'The customer is not there any more.')
  }
  if (await isGatewayTaken(recordsOfProvider(db, task.providerId), input.fqdn, correlationId)) {
    return reject('gateway_exists', `Gateway ${input.fqdn} was added already.`)
  }
  const refused = await checkUses(
    context, { customerId: input.customerId }, [useOf('gateway', input.fqdn, 'Fqdn')], input.reason
  )
  if (refused !== undefined) return refused
  return next({}, trx => insertGateway(trx, task.providerId, {
    ...input, correlationId
  }))
}

/** Undone last, so that the webhook is told everything that stays in the tenant. */
export async function reportError (context: Context): Promise<Outcome<GatewayProgress>> {
  const { failure, progress } = context
  const error = {
    status: failure?.status, code: failure?.code, reason: failure?.reason, step: failure?.step,
    leftInTenant: progress.left ?? []
  }
  const { calls, again } = await report(context, 'error', { error })
  return again === undefined ? next({ calls }) : wait(again, { calls })
}
