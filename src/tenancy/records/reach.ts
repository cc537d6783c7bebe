import { reachCondition, type ReachCondition } from '../../database/reach.ts'

// Which rows of a table lie within a reach: $1 is the provider, $2 the channel or null, $3 the customer or null.

const provider = (row: string): string => `${row}.provider_id = $1`

/** Rows of `customer`. */
export const customersWithin = (row: string): ReachCondition => reachCondition(
  `${provider(row)} and ($2::int is null or ${row}.channel_id = $2) and ($3::uuid is null or ${row}.id = $3)`
)

/** Rows that note the customer and the channel they belong to: tasks, jobs. */
export const ownedWithin = (row: string): ReachCondition => reachCondition(
  `${provider(row)} and ($2::int is null or ${row}.channel_id = $2) and ($3::uuid is null or ${row}.customer_id = $3)`
)

const customerWithin = (join: string): string => `exists (select from customer reached
  where reached.provider_id = $1 and ${join} and ($2::int is null or reached.channel_id = $2)
    and ($3::uuid is null or reached.id = $3))`

/** Rows of a customer, by its id: sites, gateways, connections. */
export const ofCustomerWithin = (row: string): ReachCondition => reachCondition(
  `${provider(row)} and ($2::int is null and $3::uuid is null or ${customerWithin(`reached.id = ${row}.customer_id`)})`
)

/** Rows of a Microsoft tenant; below the provider only those of licensed customers: numbers, users, addresses. */
export const ofTenantWithin = (row: string): ReachCondition => reachCondition(
  `${provider(row)} and ($2::int is null and $3::uuid is null
    or ${customerWithin(`reached.ms_tenant_id = ${row}.ms_tenant_id`)})`
)

/** Rows that only the provider's own applications see. */
export const ofProviderOnly = (row: string): ReachCondition =>
  reachCondition(`${provider(row)} and $2::int is null and $3::uuid is null`)

/** Rows that every node of a provider may see: names of SBCs, calling profiles, script templates. */
export const ofWholeProvider = (row: string): ReachCondition =>
  reachCondition(`${provider(row)} and ($2::int is null or true) and ($3::uuid is null or true)`)
