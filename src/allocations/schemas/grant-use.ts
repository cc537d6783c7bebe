import type { AllocationKind } from './allocation.ts'
import type { Use } from './use.ts'

/** To give something is judged like using all of it for the node that gets it. */
export function grantUse (
  { kind, value, digits }: { kind: AllocationKind, value: string, digits?: string | undefined }
): Use {
  const use = { field: 'Value', what: `${kind} ${value}` }
  return kind === 'number' ? { ...use, kind: 'range', digits: digits ?? '{}' } : { ...use, kind, name: value }
}
