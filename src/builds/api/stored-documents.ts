import { Type } from '@sinclair/typebox'
import { reading } from '../../http/caller.ts'
import type { Resource } from '../../http/resource.ts'
import { Problem } from '../../problems.ts'
import { answerList, listQuery } from '../../http/list.ts'
import { ref } from '../../schemas/ref.ts'
import { readGuid } from '../../tenancy/api/given-credential.ts'
import { documentListing, documentOf, documentsPage } from '../records/documents.ts'
import { StoredCustomerDocument, StoredCustomerDocumentPage } from '../schemas/document.ts'

const tags = ['Customer build']
const ofLeads = { roles: reading, from: 'channel', about: 'lead', versions: ['v3'] } as const

/** The documents that are stored: what customers were last asked to be. */
export const storedDocuments: Resource = (scope, { records }) => {
  scope.get('/customer-build', {
    config: ofLeads,
    schema: {
      operationId: 'listCustomerDocuments', summary: 'List the stored documents of customers', tags,
      querystring: Type.Object(listQuery(documentListing)), response: { 200: ref(StoredCustomerDocumentPage) }
    }
  }, async (request, reply) =>
    answerList(request, reply, documentListing, place => documentsPage(records(request.caller), place)))

  scope.get('/customer-build/:msTenantId', {
    config: { ...ofLeads, problems: ['customer_document_not_found'] },
    schema: {
      operationId: 'getCustomerDocument', summary: 'Get the stored document of a customer', tags,
      params: Type.Object({
        msTenantId: Type.String({
          description: 'Microsoft tenant id.', examples: ['c1a7e2d0-3333-4a61-9b01-0000000000c3']
        })
      }),
      response: { 200: ref(StoredCustomerDocument) }
    }
  }, async ({ caller, params }) => {
    const msTenantId = readGuid('MsTenantId', params.msTenantId)
    const stored = await documentOf(records(caller), msTenantId)
    if (stored !== undefined) return stored
    throw new Problem('customer_document_not_found', `No document is stored for tenant ${msTenantId}.`)
  })
}
