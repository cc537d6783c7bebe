import { randomUUID } from 'node:crypto'
import { webhookPlace } from '../../../src/schemas/secret-place.ts'
import { withClient } from '../../support/database.ts'
import { connectAustralian } from '../../support/connections.ts'
import { demo, tenants } from '../../support/stack.ts'
import type { Example, Place } from './example.ts'

/** Each run has a gateway of its own. */
const fqdnOf = ({ serial }: Place): string => `Site${serial}.oc1.sbc.example`
const correlationIds = new Map<number, string>()

function correlationIdOf ({ serial }: Place): string {
  const known = correlationIds.get(serial) ?? randomUUID()
  correlationIds.set(serial, known)
  return known
}

/** The gateway in the records, and what of it is in the tenant; without its name. */
async function state ({ stack, services, serial, ...place }: Place): Promise<unknown> {
  const fqdn = fqdnOf({ stack, services, serial, ...place }).toLowerCase()
  const { rows } = await services.db.query({
    text: "select state from online_pstn_gateway where lower(fqdn) = $1 and state <> 'Failed'", values: [fqdn]
  })
  const { tenants: { [tenants.australian]: tenant } } = await stack.microsoft.control('GET', '/_mock/state')
  const domain = tenant.domains.find(({ id }: { id: string }) => id === fqdn)
  return {
    rows,
    domain: domain && { isVerified: domain.isVerified, supportedServices: domain.supportedServices },
    users:
      tenant.users.filter(({ userPrincipalName }: { userPrincipalName: string }) =>
        userPrincipalName.endsWith(`@${fqdn}`)
      ).length,
    licences: tenant.subscribedSkus.map(({ consumedUnits }: { consumedUnits: number }) => consumedUnits)
  }
}

/** Its DNS record is there and confirmed from the start; nobody else is there to do so while it runs. */
async function prepare (place: Place): Promise<void> {
  const { stack, services: { db, graph } } = place
  await connectAustralian(stack, (text, values) => db.query({ text, values }))
  // By the owner of the schema, who is no process of ours.
  await withClient(stack.databaseUrl, owner => owner.query(
    `create or replace function confirm_at_once () returns trigger language plpgsql
      as 'begin new.state := ''Confirmed''; return new; end';
    create or replace trigger confirm_at_once before insert on online_pstn_gateway for each row
      execute function confirm_at_once()`
  ))
  const name = fqdnOf(place).toLowerCase()
  await graph.checkDomainAccess(1, tenants.australian, true)
  await graph.addDomain(1, tenants.australian, name)
  const proof = await graph.proofOfDomain(1, tenants.australian, name)
  await stack.microsoft.control('POST', '/_mock/dns', { name, text: proof?.text })
  await graph.removeDomain(1, tenants.australian, name)
}

export const addGateway: Example = {
  steps: 'wgw: store* register* await-confirmation verify add-user* activate remove-user complete',
  input: place => ({
    customerId: demo.australianCustomer,
    msTenantId: tenants.australian,
    fqdn: fqdnOf(place),
    trunkModel: 'DerivedTrunk',
    parameters: {},
    // Refused, because it is on loopback; which is no reason to fail.
    sealedWebhooks: Object.fromEntries(
      ['dnsConfirmation', 'done', 'error'].map(name => [name, place.services.secrets.seal(
        `https://127.0.0.1:9/${name}`, webhookPlace(place.providerId ?? 1, demo.australianCustomer)
      ).toString('base64')])
    )
  }),
  numbers: 0,
  prepare,
  state,
  afterFailure: 'clean'
}

export const confirmGateway: Example = {
  steps: 'wgc: record wake',
  input: place => ({ correlationId: correlationIdOf(place), fqdn: fqdnOf(place), trunkModel: 'DerivedTrunk' }),
  numbers: 0,
  async prepare (place) {
    await withClient(place.stack.databaseUrl, owner =>
      owner.query('drop trigger if exists confirm_at_once on online_pstn_gateway'))
    await place.services.db.query({
      text:
        `insert into online_pstn_gateway (provider_id, correlation_id, customer_id, fqdn, trunk_model)
          values (1, $1, $2, $3, 'DerivedTrunk')`,
      values: [correlationIdOf(place), demo.australianCustomer, fqdnOf(place)]
    })
  },
  state,
  afterFailure: 'named'
}
