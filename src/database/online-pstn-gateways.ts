import { violates, type Queryable } from './connect.ts'

type TrunkModel = 'DerivedTrunk' | 'AzureAdDomainOnly'

export interface GatewayRequest { correlationId: string, fqdn: string, trunkModel: TrunkModel, state: 'Requested' | 'Confirmed' }

const columns = 'correlation_id as "correlationId", fqdn, trunk_model as "trunkModel", state'

/** Gateways of sites that are on their SBC, and those that were asked for and confirmed. */
export async function gatewaysOf (db: Queryable, providerId: number, customerId: string): Promise<Array<{ fqdn: string, trunkModel: TrunkModel }>> {
  const { rows } = await db.query<{ fqdn: string, trunkModel: TrunkModel }>({
    text: `select distinct on (lower(fqdn)) fqdn, "trunkModel" from (
        select fqdn, trunk_model as "trunkModel", 1 as place from online_pstn_gateway where provider_id = $1 and customer_id = $2 and state = 'Confirmed'
        union all select script_parameters ->> 'OnlinePstnGateway', 'DerivedTrunk', 2 from site
          where provider_id = $1 and customer_id = $2 and deployment_state = 'Deployed' and script_parameters ->> 'OnlinePstnGateway' is not null
      ) g order by lower(fqdn), place`,
    values: [providerId, customerId]
  })
  return rows
}

export const refusedBecauseGatewayTaken = (error: unknown): boolean => violates(error, 'online_pstn_gateway_fqdn')

export async function insertGateway (db: Queryable, providerId: number, customerId: string, gateway: { fqdn: string, trunkModel: TrunkModel, licensePlanId: number | undefined, webhooks: object, parameters: object }): Promise<GatewayRequest | undefined> {
  const { rows } = await db.query<GatewayRequest>({
    text: `insert into online_pstn_gateway (provider_id, customer_id, fqdn, trunk_model, license_plan_id, webhooks, script_parameters)
      values ($1, $2, $3, $4, $5, $6, $7) returning ${columns}`,
    values: [providerId, customerId, gateway.fqdn, gateway.trunkModel, gateway.licensePlanId ?? null, gateway.webhooks, gateway.parameters]
  })
  return rows[0]
}

/** Undefined when there is no such request. Confirming twice is confirming. */
export async function confirmGateway (db: Queryable, providerId: number, customerId: string, correlationId: string): Promise<GatewayRequest | undefined> {
  const { rows } = await db.query<GatewayRequest>({
    text: `update online_pstn_gateway set state = 'Confirmed', confirmed_at = coalesce(confirmed_at, now())
      where provider_id = $1 and customer_id = $2 and correlation_id = $3 returning ${columns}`,
    values: [providerId, customerId, correlationId]
  })
  return rows[0]
}
