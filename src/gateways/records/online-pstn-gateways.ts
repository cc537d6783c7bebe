import type { GatewayState, TrunkModel } from '../schemas/online-pstn-gateway.ts'
import type { Queryable } from '../../database/connect.ts'
import type { ReachedRecords } from '../../database/reach.ts'
import { customersWithin, ofAnybody } from '../../tenancy/records/reach.ts'

export interface GatewayRequest { correlationId: string, fqdn: string, trunkModel: TrunkModel, state: GatewayState }

const columns = 'correlation_id as "correlationId", fqdn, trunk_model as "trunkModel", state'
const over = `('Failed', 'Canceled')`

/** Gateways of sites that are on their SBC, and those that were asked for and confirmed. */
export async function gatewaysOf (
  records: ReachedRecords, customerId: string
): Promise<Array<{ fqdn: string, trunkModel: TrunkModel }>> {
  const { rows } = await records.query<{ fqdn: string, trunkModel: TrunkModel }>({
    within: customersWithin('c'),
    text: within => `select distinct on (lower(g.fqdn)) g.fqdn, g."trunkModel" from customer c cross join lateral (
        select fqdn, trunk_model as "trunkModel", 1 as place from online_pstn_gateway where provider_id = $1
          and customer_id = c.id and state in ('Confirmed', 'Verified', 'Active')
        union all select script_parameters ->> 'OnlinePstnGateway', 'DerivedTrunk', 2 from site
          where provider_id = $1 and customer_id = c.id and deployment_state = 'Deployed'
            and script_parameters ->> 'OnlinePstnGateway' is not null
      ) g where ${within} and c.id = $4 order by lower(g.fqdn), g.place`,
    values: [customerId]
  })
  return rows
}

/** Whether a gateway of this name is there or under way, other than the one of `exceptId`. */
export async function isGatewayTaken (records: ReachedRecords, fqdn: string, exceptId?: string): Promise<boolean> {
  const { rows } = await records.query({
    within: ofAnybody('g'),
    text: within => `select from online_pstn_gateway g where ${within} and lower(g.fqdn) = lower($4)
      and g.state not in ${over} and g.correlation_id is distinct from $5::uuid
      union all select from (select * from task where state = 'ready' union all select * from task
        where state = 'waiting' union all select * from task where state = 'parked') t
        where $5::uuid is null and t.provider_id = $1 and t.kind = 'add-gateway'
          and lower(t.input ->> 'fqdn') = lower($4) limit 1`,
    values: [fqdn, exceptId ?? null]
  })
  return rows.length > 0
}

export interface NewGateway {
  correlationId: string
  customerId: string
  fqdn: string
  trunkModel: TrunkModel
  licensePlanId?: number | undefined
  sealedWebhooks: object
  parameters: object
  sealedParameters?: object | undefined
}

/** Does nothing when it is there already. Throws when another one has its name. */
export async function insertGateway (trx: Queryable, providerId: number, gateway: NewGateway): Promise<void> {
  await trx.query({
    text: `insert into online_pstn_gateway (provider_id, correlation_id, customer_id, fqdn, trunk_model,
      license_plan_id, sealed_webhooks, script_parameters, sealed_parameters)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (provider_id, correlation_id) do nothing`,
    values: [
      providerId, gateway.correlationId, gateway.customerId, gateway.fqdn, gateway.trunkModel,
      gateway.licensePlanId ?? null, gateway.sealedWebhooks, gateway.parameters,
      gateway.sealedParameters ?? {}
    ]
  })
}

/** A request for a gateway; also one whose task has not come to writing it down yet. */
export async function gatewayRequest (
  records: ReachedRecords, customerId: string, { correlationId, taskId }: { correlationId: string, taskId: string }
): Promise<GatewayRequest | undefined> {
  const { rows } = await records.query<GatewayRequest>({
    within: customersWithin('c'),
    text: within => `select g.* from customer c cross join lateral (
        select ${columns} from online_pstn_gateway where provider_id = $1 and customer_id = c.id
          and correlation_id = $5::uuid
        union all select $5::uuid, input ->> 'fqdn', input ->> 'trunkModel', 'Requested' from task
          where provider_id = $1 and id = $6 and customer_id = c.id and kind = 'add-gateway' and state <> 'finished'
        limit 1
      ) g where ${within} and c.id = $4`,
    values: [customerId, correlationId, taskId]
  })
  return rows[0]
}

/** Undefined when nothing is written down yet. */
export async function gatewayState (
  db: Queryable, providerId: number, correlationId: string
): Promise<GatewayState | undefined> {
  const { rows } = await db.query<{ state: GatewayState }>({
    text: 'select state from online_pstn_gateway where provider_id = $1 and correlation_id = $2',
    values: [providerId, correlationId]
  })
  return rows[0]?.state
}

/** Confirming twice is confirming; what is further on, or over, stays so. */
export async function confirmGateway (trx: Queryable, providerId: number, correlationId: string): Promise<void> {
  await trx.query({
    text:
      `update online_pstn_gateway set state = 'Confirmed', confirmed_at = now() where provider_id = $1
        and correlation_id = $2 and state = 'Requested'`,
    values: [providerId, correlationId]
  })
}

export async function markGateway (
  trx: Queryable, providerId: number, correlationId: string, state: GatewayState
): Promise<void> {
  await trx.query({
    text: 'update online_pstn_gateway set state = $3 where provider_id = $1 and correlation_id = $2',
    values: [providerId, correlationId, state]
  })
}
