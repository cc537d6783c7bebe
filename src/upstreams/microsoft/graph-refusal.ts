import { UpstreamFault } from '../../problems.ts'
import { wire } from './graph-wire.ts'
import { requestIdText, type HttpAnswer } from './http-client.ts'

/** What Graph says of a request that it does not do. */
export function refusalOf (answer: HttpAnswer): { code: string, reason: string } {
  const requestId = requestIdText(answer.requestId)
  if (!wire.refusal.Check(answer.body)) {
    return { code: `HTTP ${answer.status}`, reason: `Microsoft Graph answered ${answer.status}.${requestId}` }
  }
  const { code, message } = answer.body.error
  // Microsoft sends this as a 400 when it is only busy (docs/wire/microsoft.md#refusals-of-graph).
  if (/service is unavailable/i.test(message ?? '')) {
    throw new UpstreamFault('Microsoft Graph', 'busy', 'Microsoft Graph is not available right now.')
  }
  return { code, reason: (message ?? code) + requestId }
}

export function faultOf (answer: HttpAnswer): UpstreamFault {
  const { code, reason } = refusalOf(answer)
  if (answer.status === 403) {
    return new UpstreamFault(
      'Microsoft Graph', 'forbidden', `Microsoft Graph does not allow it: ${reason} (${code}).`,
      { code, requestId: answer.requestId }
    )
  }
  return new UpstreamFault(
    'Microsoft Graph', 'unexpected',
    `Microsoft Graph answered ${answer.status} (${code}).${requestIdText(answer.requestId)}`,
    { cause: answer.body, code, requestId: answer.requestId }
  )
}
