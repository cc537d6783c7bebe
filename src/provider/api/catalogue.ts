import { Type } from '@sinclair/typebox'
import { readTime } from '../../customers/api/lead-request.ts'
import { reading } from '../../http/caller.ts'
import { answerList, listQuery } from '../../http/list.ts'
import type { Resource } from '../../http/resource.ts'
import { ref } from '../../schemas/ref.ts'
import { OneOf, Text } from '../../schemas/value.ts'
import { readGuid } from '../../tenancy/api/given-credential.ts'
import { catalogueHistory, changeListing } from '../records/catalogue-history.ts'
import {
  addressesPage, addressListing, capabilitiesPage, capabilityListing, profileListing, profilesPage
} from '../records/catalogue-reads.ts'
import { NumberUsageCapabilityPage, OperatorCallingProfilePage, PartnerCivicAddressPage } from '../schemas/catalogue.ts'
import { CatalogueChangePage } from '../schemas/consent.ts'
import { modelTypes } from '../schemas/sync-models.ts'
import { since, tags, versions } from './own-operator-tenant.ts'

const changing = modelTypes.filter(model => model !== 'Numbers')
const problems = ['out_of_scope'] as const
const optionalGuid = (field: string, text: string | undefined): string | undefined =>
  text === undefined ? undefined : readGuid(field, text)

const profiles: Resource = (scope, { records }) => {
  scope.get('/operator-connect/calling-profiles', {
    config: { roles: reading, from: 'provider', about: 'provider', versions, problems },
    schema: {
      operationId: 'listOperatorCallingProfiles', summary: 'List calling profiles with all that Microsoft says of them',
      tags,
      querystring: Type.Object({
        operatorTenantId: Type.Optional(Text({ description: 'Only those that it showed.' })),
        ...listQuery(profileListing)
      }),
      response: { 200: ref(OperatorCallingProfilePage) }
    }
  }, async (request, reply) => {
    const only = optionalGuid('OperatorTenantId', request.query.operatorTenantId)
    return answerList(request, reply, profileListing, place => profilesPage(records(request.caller), only, place))
  })
}

const capabilities: Resource = (scope, { records }) => {
  scope.get('/operator-connect/number-usage-capabilities', {
    config: { roles: reading, from: 'provider', about: 'provider', versions, problems },
    schema: {
      operationId: 'listNumberUsageCapabilities', summary: 'List number usage capabilities', tags,
      querystring: Type.Object({
        tenantId: Type.Optional(Text({ description: 'Only those that this tenant has for itself.' })),
        usage: Type.Optional(Type.String({ maxLength: 100, description: 'Only of this usage.' })),
        ...listQuery(capabilityListing)
      }),
      response: { 200: ref(NumberUsageCapabilityPage) }
    }
  }, async (request, reply) => {
    const { caller, query: { tenantId, usage } } = request
    const filter = { tenantId: optionalGuid('TenantId', tenantId), usage }
    return answerList(request, reply, capabilityListing, place => capabilitiesPage(records(caller), filter, place))
  })
}

const addresses: Resource = (scope, { records }) => {
  scope.get('/operator-connect/civic-addresses', {
    config: { roles: reading, from: 'provider', about: 'provider', versions, problems },
    schema: {
      operationId: 'listPartnerCivicAddresses', summary: 'List the civic addresses of all tenants',
      description: 'As they were last read from Microsoft; a data sync of `PartnerCivicAddress` reads them.', tags,
      querystring: Type.Object({
        tenantId: Type.Optional(Text({ description: 'Only those of this tenant.' })),
        country: Type.Optional(Type.String({ maxLength: 2, description: 'Only in this country.', examples: ['AU'] })),
        isValidated: Type.Optional(Type.Boolean({ description: 'Only those that Microsoft has validated, or not.' })),
        ...listQuery(addressListing)
      }),
      response: { 200: ref(PartnerCivicAddressPage) }
    }
  }, async (request, reply) => {
    const { caller, query: { tenantId, country, isValidated } } = request
    const filter = { tenantId: optionalGuid('TenantId', tenantId), country, isValidated }
    return answerList(request, reply, addressListing, place => addressesPage(records(caller), filter, place))
  })
}

const changes: Resource = (scope, { records }) => {
  scope.get('/operator-connect/changes', {
    config: { roles: reading, from: 'provider', versions, problems },
    schema: {
      operationId: 'listCatalogueChanges', summary: 'List what changed at Microsoft',
      description:
        'Of consents, calling profiles, number usage capabilities or civic addresses, as it was found; newest first.',
      tags,
      querystring: Type.Object({
        modelType: OneOf(changing, { description: 'Of which sort of records.' }),
        key: Type.Optional(Type.String({ maxLength: 200, description: 'Only of this record.' })),
        since: since('found'),
        ...listQuery(changeListing)
      }),
      response: { 200: ref(CatalogueChangePage) }
    }
  }, async (request, reply) => {
    const { caller, query: { modelType: model, key, since: from } } = request
    const filter = { model, key, since: readTime(from, 'Since') }
    return answerList(request, reply, changeListing, place => catalogueHistory(records(caller), filter, place))
  })
}

/** What Microsoft made for the provider, what its tenants set up there, and what changed of it since. */
export const catalogue: Resource = (scope, dependencies) => {
  for (const routes of [profiles, capabilities, addresses, changes]) routes(scope, dependencies)
}
