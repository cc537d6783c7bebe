import type { Event } from '../schemas/event.ts'
import type { LoggedEvent } from './event-log.ts'

/** An event of the log as clients are told it. */
export function toldEvent (providerId: number, logged: LoggedEvent): Event {
  const { position, at, type, subject, taskId, kind, step, status, ticketId, msTenantId, customerId, data } = logged
  const owner = { msTenantId, umpCustomerGuid: customerId }
  return {
    specversion: '1.0',
    id: String(position),
    source: `/providers/${providerId}`,
    type,
    subject: subject ?? '',
    time: at,
    data: data === null ? { taskId, kind, step, status, ticketId, ...owner } : { ...data, taskId, ...owner }
  }
}
