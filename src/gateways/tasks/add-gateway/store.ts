import { recordsOfProvider } from '../../../database/reach.ts'
import { next, reject, wait, type Outcome } from '../../../engine/define.ts'
import { customerOf } from '../../../tenancy/records/customers.ts'
import { insertGateway, isGatewayTaken } from '../../records/online-pstn-gateways.ts'
import { correlationIdOf } from '../gateway-task.ts'
import type { Context, GatewayProgress } from './input.ts'
import { tell } from './tell.ts'

export async function store ({ db, task, input }: Context): Promise<Outcome<GatewayProgress>> {
  const correlationId = correlationIdOf(task.id)
  if (await customerOf(recordsOfProvider(db, task.providerId), input.customerId) === undefined) {
    return reject('customer_not_found', 'The customer is not there any more.')
  }
  if (await isGatewayTaken(db, task.providerId, input.fqdn, correlationId)) {
    return reject('gateway_exists', `Gateway ${input.fqdn} was added already.`)
  }
  return next({}, trx => insertGateway(trx, task.providerId, { ...input, correlationId }))
}

/** Undone last, so that the webhook is told everything that stays in the tenant. */
export async function tellError (context: Context): Promise<Outcome<GatewayProgress>> {
  const { verdict, progress } = context
  const error = {
    status: verdict?.status, code: verdict?.code, reason: verdict?.reason, step: verdict?.step,
    leftInTenant: progress.left ?? []
  }
  const { calls, again } = await tell(context, 'error', { error })
  return again === undefined ? next({ calls }) : wait(again, { calls })
}
