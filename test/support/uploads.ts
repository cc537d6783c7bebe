import type { Role } from '../../scripts/stack/demo.ts'
import { profiles, tenants, type Answer, type Stack } from './stack.ts'

/** The first documented example (docs/wire/live-cloud.md#upload); a property given as undefined is left out. */
export function uploadBody (changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    callingProfile: profiles.withSbcs, usage: 'CallingUserAssignment',
    capabilities: ['InboundCalling', 'OutboundCalling'], phoneNumbers: ['+61395556880'], workflowVersion: '3',
    country: 'AU', ...changes
  }
}

export interface UploadOptions { path?: string, tenant?: string, role?: Role | null, headers?: Record<string, string> }

export function upload (
  stack: Stack,
  body: unknown,
  { path = '/api/v3/oc/numbers/action/upload', tenant = tenants.australian, role = 'admin', headers = {} }:
  UploadOptions = {}
): Promise<Answer> {
  return stack.call('POST', `${path}?msTenantId=${tenant}`, { body, role, headers })
}

/** Valid Australian numbers, `count` of them from +613955`first` on. */
export function australianNumbers (first: number, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `+613955${String(first + index).padStart(5, '0')}`)
}

/** What a task said, without times. */
export function messagesOf (task: { executionMessages: Array<{ message: string }> }): string[] {
  return task.executionMessages.map(entry => entry.message)
}
