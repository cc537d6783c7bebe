import { Type, type Static } from '@sinclair/typebox'
import { listPage } from '../../schemas/page.ts'
import { ref } from '../../schemas/ref.ts'
import { Named, OneOf, OrNull } from '../../schemas/value.ts'

export const verdicts = ['accepted', 'refused', 'read', 'changed', 'used'] as const

export const AuditEntry = Type.Object({
  sequence: Type.Integer({ description: 'Its place in the log of the provider, without gaps.' }),
  at: Type.String({ format: 'date-time' }),
  caller: Type.String({ description: 'Application and directory.' }),
  callerName: Type.String(),
  channelId: OrNull(Type.Integer({ description: 'The channel that the application acted for.' })),
  umpCustomerGuid: OrNull(Type.String({ description: 'The customer that it acted for.' })),
  address: Type.String({ description: 'Where the request came from.' }),
  operation: Type.String({ description: 'Its `operationId`.' }),
  object: Type.String({
    description: 'The path of the request; of what a task changed its table and id; of a secret what it is for.'
  }),
  verdict: OneOf(verdicts, {
    description: '`changed`: a task changed something; `used`: a worker opened a secret, told once an hour.'
  }),
  status: Type.Integer(),
  errorCode: OrNull(Named('codes of problems', { description: 'Of a refusal: as it was answered.' })),
  taskId: OrNull(Type.String()),
  traceId: Type.String(),
  request: Type.Unknown({
    description: 'What was asked for, with secrets masked; of what a task changed what it is since then.'
  }),
  before: Type.Unknown({ description: 'Of what a task changed: what it was before, null where it was not there.' }),
  person: OrNull(Type.String({ description: 'Who was before the screen, where the application acts for a person.' })),
  digest: Type.String({ description: 'SHA-256 over this entry and the digest of the one before it.' })
}, {
  $id: 'AuditEntry',
  description: 'One request: who asked for what, from where, and what was said.',
  examples: [{
    sequence: 41, at: '2026-08-12T07:02:10.822000Z',
    caller: 'a0000000-0000-4000-8000-000000000001@0b4a4c1e-6d6f-4a35-9f0b-5f7a1c2d3e40', callerName: 'admin',
    channelId: null, umpCustomerGuid: null, address: '203.0.113.7', operation: 'rotateSbcCredentials',
    object: '/api/v3/sbc/8/credentials', verdict: 'accepted', status: 200, errorCode: null,
    taskId: 'sbc_crd_c14a0a55-fcc5-4598-b405-c978e7da1af4',
    traceId: '00-b0da85edb231924dee2cf223620f3e60-e788e6802f612a84-00', request: { password: '********' },
    before: null, person: null,
    digest: 'b5bb9d8014a0f9b1d61e21e796d78dccdf1352f23cd32812f4850b878ae4944c'
  }]
})
export type AuditEntry = Static<typeof AuditEntry>

export const AuditPage = listPage(ref(AuditEntry), {
  $id: 'AuditPage', description: 'One page of entries, the newest first.'
})
