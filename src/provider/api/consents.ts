import { Type } from '@sinclair/typebox'
import { leadStatuses } from '../../customers/schemas/lead.ts'
import { readTime } from '../../customers/api/lead-request.ts'
import { BadFields } from '../../http/bad-fields.ts'
import { reading } from '../../http/caller.ts'
import { answerList, listQuery } from '../../http/list.ts'
import type { Resource } from '../../http/resource.ts'
import { Problem } from '../../problems.ts'
import { ref } from '../../schemas/ref.ts'
import { OneOf, Text } from '../../schemas/value.ts'
import { readGuid } from '../../tenancy/api/given-credential.ts'
import { catalogueHistory, changeListing } from '../records/catalogue-history.ts'
import { consentListing, consentOf, consentsPage, orphanListing, orphansPage } from '../records/consents.ts'
import {
  CatalogueChangePage, locations, OrphanNumberPage, orphanReasons, PartnerConsentDetails, PartnerConsentPage
} from '../schemas/consent.ts'
import { relationshipStatuses } from '../schemas/relationship.ts'
import { since, versions } from './own-operator-tenant.ts'

const tags = ['Consents']
const tenantIdQuery = Type.Optional(Text({ description: 'Only of this tenant.' }))
const params = Type.Object({
  tenantId: Type.String({ description: 'Microsoft tenant id.', examples: ['c1a7e2d0-1111-4a61-9b01-0000000000a1'] })
})
const optionalGuid = (field: string, text: string | undefined): string | undefined =>
  text === undefined ? undefined : readGuid(field, text)

const list: Resource = (scope, { records }) => {
  scope.get('/operator-connect/consents', {
    config: { roles: reading, versions },
    schema: {
      operationId: 'listConsents', summary: 'List partner operator consents',
      description: 'What tenants said to us as their operator. `locatedAt=Provider` finds those without a customer.',
      tags,
      querystring: Type.Object({
        tenantId: tenantIdQuery,
        companyName: Type.Optional(Type.String({ maxLength: 256, description: 'A part of the name of the company.' })),
        latestConsentStatus: Type.Optional(OneOf(leadStatuses, { description: 'As Microsoft has it.' })),
        relationshipStatus: Type.Optional(OneOf([...relationshipStatuses, 'none'], { description: 'Our side of it.' })),
        locatedAt: Type.Optional(OneOf(locations, { description: 'Where it belongs in the tree.' })),
        operatorTenantId: Type.Optional(Text({ description: 'Only those that it showed.' })),
        country: Type.Optional(Text({ pattern: '^[A-Za-z]{2}$', description: 'One that was consented to.' })),
        consentedSince: since('consented to'),
        modifiedSince: since('changed'),
        ...listQuery(consentListing)
      }),
      response: { 200: ref(PartnerConsentPage) }
    }
  }, async (request, reply) => {
    const { caller, query } = request
    const bad = new BadFields()
    const filter = {
      tenantId: bad.read(() => optionalGuid('TenantId', query.tenantId)), companyName: query.companyName,
      status: query.latestConsentStatus, relationshipStatus: query.relationshipStatus, locatedAt: query.locatedAt,
      operatorTenantId: bad.read(() => optionalGuid('OperatorTenantId', query.operatorTenantId)),
      country: query.country?.toUpperCase(),
      consentedSince: bad.read(() => readTime(query.consentedSince, 'ConsentedSince')),
      modifiedSince: bad.read(() => readTime(query.modifiedSince, 'ModifiedSince'))
    }
    bad.refuse()
    return answerList(request, reply, consentListing, place => consentsPage(records(caller), filter, place))
  })
}

const one: Resource = (scope, { records }) => {
  scope.get('/operator-connect/consents/:tenantId', {
    config: { roles: reading, versions, problems: ['consent_not_found'] },
    schema: {
      operationId: 'getConsent', summary: 'Get one partner operator consent',
      description:
        'With its contacts, the countries that it covers beside those that numbers are held of, and for one that no ' +
        'customer has those who may be meant.',
      tags, params, response: { 200: ref(PartnerConsentDetails) }
    }
  }, async ({ caller, params: { tenantId } }) => {
    const consent = await consentOf(records(caller), readGuid('TenantId', tenantId))
    if (consent === undefined) throw new Problem('consent_not_found', `Tenant ${tenantId} has not consented.`)
    return consent
  })

  scope.get('/operator-connect/consents/:tenantId/history', {
    config: { roles: reading, versions, problems: ['consent_not_found'] },
    schema: {
      operationId: 'listConsentHistory', summary: 'List how a consent changed',
      description: 'Status, relationship with its reason, and countries; newest first.',
      tags, params, querystring: Type.Object({ since: since('made'), ...listQuery(changeListing) }),
      response: { 200: ref(CatalogueChangePage) }
    }
  }, async (request, reply) => {
    const { caller, params, query } = request
    const tenantId = readGuid('TenantId', params.tenantId)
    const filter = { model: 'PartnerOperatorConsents', tenantId, since: readTime(query.since, 'Since') } as const
    const page = await answerList(request, reply, changeListing, place =>
      catalogueHistory(records(caller), filter, place))
    // One that was purged has a history all the same.
    if (page?.totalRecords === 0 && await consentOf(records(caller), tenantId) === undefined) {
      throw new Problem('consent_not_found', `Tenant ${tenantId} has not consented.`)
    }
    return page
  })
}

const orphans: Resource = (scope, { records }) => {
  scope.get('/operator-connect/orphans', {
    config: { roles: reading, from: 'provider', versions, problems: ['out_of_scope'] },
    schema: {
      operationId: 'listOrphanNumbers', summary: 'List numbers that no consent covers',
      description: 'Their consent ended, is suspended or never was, we ended it, or it does not cover their country.',
      tags,
      querystring: Type.Object({
        tenantId: tenantIdQuery, reason: Type.Optional(OneOf(orphanReasons, { description: 'Why.' })),
        ...listQuery(orphanListing)
      }),
      response: { 200: ref(OrphanNumberPage) }
    }
  }, async (request, reply) => {
    const { caller, query } = request
    const filter = { tenantId: optionalGuid('TenantId', query.tenantId), reason: query.reason }
    return answerList(request, reply, orphanListing, place => orphansPage(records(caller), filter, place))
  })
}

/** What tenants said to us as their operator. */
export const consents: Resource = (scope, means) => {
  for (const route of [list, one, orphans]) route(scope, means)
}
