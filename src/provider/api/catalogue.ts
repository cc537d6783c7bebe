import { Type } from '@sinclair/typebox'
import { readTime } from '../../customers/api/lead-request.ts'
import { reading } from '../../http/caller.ts'
import { answerList, listQuery } from '../../http/list.ts'
import type { Resource } from '../../http/resource.ts'
import { ref } from '../../schemas/ref.ts'
import { OneOf, Text } from '../../schemas/value.ts'
import { readGuid } from '../../tenancy/api/given-credential.ts'
import { catalogueHistory, changeListing } from '../records/catalogue-history.ts'
import { capabilitiesPage, capabilityListing, profileListing, profilesPage } from '../records/catalogue-reads.ts'
import { NumberUsageCapabilityPage, OperatorCallingProfilePage } from '../schemas/catalogue.ts'
import { CatalogueChangePage } from '../schemas/consent.ts'
import { modelTypes } from '../schemas/sync-models.ts'
import { since, tags, versions } from './own-operator-tenant.ts'

const changing = modelTypes.filter(model => model !== 'Numbers')
const problems = ['out_of_scope'] as const
const optionalGuid = (field: string, text: string | undefined): string | undefined =>
  text === undefined ? undefined : readGuid(field, text)

/** What Microsoft made for the provider, and what changed of it since. */
export const catalogue: Resource = (scope, { records }) => {
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

  scope.get('/operator-connect/changes', {
    config: { roles: reading, from: 'provider', versions, problems },
    schema: {
      operationId: 'listCatalogueChanges', summary: 'List what changed at Microsoft',
      description: 'Of consents, calling profiles or number usage capabilities, as it was found; newest first.', tags,
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
