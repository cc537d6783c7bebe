import { reachCondition, type ReachCondition } from '../../database/reach.ts'

// Which rows of a table lie within a reach: $1 is the provider, $2 the channel or null, $3 the customer or null.

const provider = (row: string): string => `${row}.provider_id = $1`

/** Rows of `customer`. */
export const customersWithin = (row: string): ReachCondition => reachCondition(
  `${provider(row)} and ($2::int is null or ${row}.channel_id = $2) and ($3::uuid is null or ${row}.id = $3)`
)

/** How a statement names the node that asks. */
interface Asker { readonly provider: string, readonly channel: string, readonly customer: string }

/**
 * A row that notes for whom it was made, tenant, customer and channel as they were, belongs to the channel that the
 * customer has now; without a customer to that of the lead; without either to the channel that it notes. One that
 * notes neither customer nor channel is the provider's own.
 */
function owned (row: string, { provider, channel, customer }: Asker): string {
  const known = (table: 'customer' | 'lead', column: 'id' | 'ms_tenant_id', of = ''): string =>
    `exists (select from ${table} o where o.provider_id = ${provider}${of}
      and o.${column} = ${row}.${column === 'id' ? 'customer_id' : column})`
  const ofChannel = ` and o.channel_id = ${channel}`
  return `${row}.provider_id = ${provider} and (${channel}::int is null
    or (${row}.channel_id is not null or ${row}.customer_id is not null)
      and (${known('customer', 'id', ofChannel)} or ${known('customer', 'ms_tenant_id', ofChannel)}
        or not ${known('customer', 'id')} and not ${known('customer', 'ms_tenant_id')}
          and (${known('lead', 'ms_tenant_id', ofChannel)}
            or ${row}.channel_id = ${channel} and not ${known('lead', 'ms_tenant_id')})))
    and (${customer}::uuid is null or ${row}.customer_id = ${customer})`
}

/** Rows that note for whom they were made: tasks, jobs. */
export const ownedWithin = (row: string): ReachCondition =>
  reachCondition(owned(row, { provider: '$1', channel: '$2', customer: '$3' }))

/** The same for tasks `t` that are asked for by keys `k`, each with the node that asks. */
export const askedTaskWithin: ReachCondition =
  reachCondition(owned('t', { provider: 'k.provider_id', channel: 'k.channel_id', customer: 'k.customer_id' }))

const customerWithin = (join: string): string => `exists (select from customer reached
  where reached.provider_id = $1 and ${join} and ($2::int is null or reached.channel_id = $2)
    and ($3::uuid is null or reached.id = $3))`

/**
 * Rows of a Microsoft tenant; below the provider only those of licensed customers: numbers, users, addresses. `tenant`
 * words the tenant of the row: a parameter, where all rows are of one, so that its customer is looked up once.
 */
export const ofTenantWithin = (row: string, tenant = `${row}.ms_tenant_id`): ReachCondition => reachCondition(
  `${provider(row)} and ($2::int is null and $3::uuid is null
    or ${customerWithin(`reached.ms_tenant_id = ${tenant}`)})`
)

/** The same for rows that are joined with the customer of their tenant, if any: what it narrows can use its index. */
export const ofTenantOfCustomerWithin = (row: string, customer: string): ReachCondition => reachCondition(
  `${provider(row)} and ($2::int is null or ${customer}.channel_id = $2)
    and ($3::uuid is null or ${customer}.id = $3)`
)

/** Rows of a Microsoft tenant that is a lead or a customer within reach: its civic addresses. */
export const ofKnownTenantWithin = (row: string, tenant = `${row}.ms_tenant_id`): ReachCondition => reachCondition(
  `${provider(row)} and ($2::int is null and $3::uuid is null or exists (select from lead known
    left join customer reached on reached.provider_id = $1 and reached.ms_tenant_id = known.ms_tenant_id
    where known.provider_id = $1 and known.ms_tenant_id = ${tenant}
      and ($2::int is null or coalesce(reached.channel_id, known.channel_id) = $2)
      and ($3::uuid is null or reached.id = $3)))`
)

/** Rows of `lead`, joined with the `customer` of their tenant or made from them; that one says more of the channel. */
export const leadsWithin = (lead: string, customer: string): ReachCondition => reachCondition(
  `${provider(lead)} and ($2::int is null or coalesce(${customer}.channel_id, ${lead}.channel_id) = $2)
    and ($3::uuid is null or ${customer}.id = $3)`
)

/** Rows of a site, by its id: its rules in dial plans. */
export const ofSiteWithin = (row: string): ReachCondition => reachCondition(
  `${provider(row)} and ($2::int is null and $3::uuid is null or exists (select from site sited
    where sited.provider_id = $1 and sited.id = ${row}.site_id
      and ${customerWithin('reached.id = sited.customer_id')}))`
)

/** Rows of `channel`: an application of a channel sees its own, one of a customer none. */
export const channelsWithin = (row: string): ReachCondition =>
  reachCondition(`${provider(row)} and ($2::int is null or ${row}.id = $2) and $3::uuid is null`)

/** Rows of a node, a channel or a customer: allocations. Those of the provider itself only the provider sees. */
export const ofNodeWithin = (row: string): ReachCondition => reachCondition(
  `${provider(row)} and ($2::int is null and $3::uuid is null or ${row}.channel_id = $2
    or ${customerWithin(`reached.id = ${row}.customer_id`)})`
)

/** Rows of a customer, or with none of the provider itself: numbers of the inventory. */
export const ofCustomerWithin = (row: string): ReachCondition => reachCondition(
  `${provider(row)} and ($2::int is null or exists (select from customer reached where reached.provider_id = $1
    and reached.id = ${row}.customer_id and reached.channel_id = $2))
    and ($3::uuid is null or ${row}.customer_id = $3)`
)

/** Rows that only the provider's own applications see. */
export const ofProviderOnly = (row: string): ReachCondition =>
  reachCondition(`${provider(row)} and $2::int is null and $3::uuid is null`)

/** Rows that every node of a provider may see: names of SBCs, calling profiles, script templates. */
export const ofWholeProvider = (row: string): ReachCondition =>
  reachCondition(`${provider(row)} and ($2::int is null or true) and ($3::uuid is null or true)`, true)

/** Rows of anybody, of which a caller is told only that they are in its way: a name that is taken, a rule of others. */
export const ofAnybody = ofWholeProvider

/** That the provider itself asks: for what only it is told of a row that others see as well. */
export const askedByProvider = '($2::int is null and $3::uuid is null)'
