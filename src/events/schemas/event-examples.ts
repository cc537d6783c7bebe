const taskId = 'wup_d4b23bb0-3b8a-4966-a368-fef9667d019f'
const msTenantId = 'c1a7e2d0-1111-4a61-9b01-0000000000a1'
const umpCustomerGuid = '5f0a3a0e-7b57-4d0b-9d33-0e6c7d1c2a10'
const owner = { msTenantId, umpCustomerGuid }

const told = (id: number, type: string, subject: string, data: object): object => ({
  specversion: '1.0', id: String(id), source: '/providers/1', type, subject, time: '2026-08-12T07:02:10.822000Z', data
})

const move = (id: number, type: string, step: string, status = 'InProgress'): object =>
  told(id, type, taskId, { taskId, kind: 'upload-numbers', step, status, ticketId: 'REQ-7', ...owner })
const numbers = (id: number, type: string): object =>
  told(id, type, msTenantId, { numbers: ['+61395556880', '+61395556881'], taskId, ...owner })
const consent = (id: number, type: string, status = 'Active'): object =>
  told(id, type, msTenantId, { status, consentedCountries: ['AU'], relationship: null, taskId: null, ...owner })
const customer = (id: number, type: string): object =>
  told(id, type, umpCustomerGuid, {
    shortName: 'Harbour', fullName: 'Harbour Legal', licenseType: 4, licensedUsersCount: 25, taskId, ...owner
  })
const health = (id: number, type: string, findings: object[] = []): object =>
  told(id, type, '8', { sbcId: 8, findings, taskId: 'sbc_exm_2b1f4b60-6f67-4a2f-8d0f-0a4f0c8e8a11' })
const credential = (id: number, type: string, expiresAt: string): object =>
  told(id, type, 'b0000000-0000-4000-8000-000000000002', {
    of: 'customer', clientId: 'b0000000-0000-4000-8000-000000000002', expiresAt, hasNext: false, ...owner
  })
const drift = (id: number, type: string): object =>
  told(id, type, msTenantId, {
    class: 'missing_on_sbc', sbcId: 8, numbers: ['+61395556880'], msTenantId, umpCustomerGuid: null
  })
const webhook = (id: number, type: string, reason: string | null = null): object =>
  told(id, type, '5b7f1f0c-8c1f-4a6a-9d7b-9a4f0d3c2b10', {
    webhookId: '5b7f1f0c-8c1f-4a6a-9d7b-9a4f0d3c2b10', name: 'CRM', reason
  })

/** One of each type. */
export const examples = {
  'task.accepted': move(4700, 'task.accepted', 'validate'),
  'task.started': move(4701, 'task.started', 'validate'),
  'task.waiting': move(4702, 'task.waiting', 'await-microsoft'),
  'task.retried': move(4703, 'task.retried', 'send-to-microsoft'),
  'task.undone': move(4704, 'task.undone', 'program-sbcs'),
  'task.finished': move(4711, 'task.finished', 'complete', 'CompletedSuccess'),
  'task.parked': move(4706, 'task.parked', 'validate'),
  'task.awaiting_approval': move(4707, 'task.awaiting_approval', 'validate'),
  'task.approved': move(4708, 'task.approved', 'validate'),
  'task.refused': move(4709, 'task.refused', 'validate'),
  'task.closed': move(4739, 'task.closed', 'send-to-microsoft'),
  'numbers.uploaded': numbers(4710, 'numbers.uploaded'),
  'numbers.confirmed': numbers(4712, 'numbers.confirmed'),
  'numbers.changed': numbers(4713, 'numbers.changed'),
  'numbers.assigned': numbers(4714, 'numbers.assigned'),
  'numbers.unassigned': numbers(4715, 'numbers.unassigned'),
  'numbers.released': numbers(4716, 'numbers.released'),
  'numbers.taken_back': numbers(4717, 'numbers.taken_back'),
  'numbers.forgotten': numbers(4718, 'numbers.forgotten'),
  'numbers.discovered': numbers(4719, 'numbers.discovered'),
  'numbers.observed': numbers(4720, 'numbers.observed'),
  'numbers.removal_status': numbers(4721, 'numbers.removal_status'),
  'numbers.purged': numbers(4722, 'numbers.purged'),
  'consent.added': consent(4723, 'consent.added'),
  'consent.changed': consent(4724, 'consent.changed', 'Suspended'),
  'consent.removed': consent(4725, 'consent.removed', 'Removed'),
  'customer.created': customer(4726, 'customer.created'),
  'customer.changed': customer(4727, 'customer.changed'),
  'customer.deleted': customer(4728, 'customer.deleted'),
  'licence.changed': customer(4729, 'licence.changed'),
  'sbc.usable': health(4730, 'sbc.usable'),
  'sbc.unusable': health(4731, 'sbc.unusable', [{ severity: 'Error', code: 'unreachable', message: 'No answer.' }]),
  'credential.expiring': credential(4732, 'credential.expiring', '2026-09-01T00:00:00+00:00'),
  'credential.expired': credential(4733, 'credential.expired', '2026-08-11T00:00:00+00:00'),
  'drift.appeared': drift(4736, 'drift.appeared'),
  'drift.gone': drift(4737, 'drift.gone'),
  'microsoft.unknown_word': told(4738, 'microsoft.unknown_word', 'f3a5', {
    word: 'Deferred', of: 'upload', jobId: 'f3a5', taskId, ...owner
  }),
  'webhook.paused': webhook(4734, 'webhook.paused', 'Nothing was delivered for 3 days.'),
  'webhook.test': webhook(4735, 'webhook.test')
} as const
