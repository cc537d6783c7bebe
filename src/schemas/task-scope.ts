// What the product keeps of each task beside what the engine needs. The engine stores and hands out these columns, and
// knows nothing of what they mean; a product of another sort has another file here.

/** Whom a task is for. */
export interface TaskScope {
  readonly msTenantId?: string | undefined
  readonly customerId?: string | undefined
  readonly channelId?: number | undefined
}

/** The same of a row, where null is nothing. */
export type StoredScope = { readonly [Key in keyof Required<TaskScope>]: NonNullable<TaskScope[Key]> | null }

/** The columns of `task` that hold it. */
export const scopeColumns = [
  { key: 'msTenantId', column: 'ms_tenant_id', type: 'uuid' },
  { key: 'customerId', column: 'customer_id', type: 'uuid' },
  { key: 'channelId', column: 'channel_id', type: 'integer' }
] as const satisfies ReadonlyArray<{ key: keyof TaskScope, column: string, type: string }>

/** Nodes of the tree, from the root down. What a node may ask for, those above it may too. */
export type RequiredScope = 'provider' | 'channel' | 'customer'

/** The scope alone, of something that has more, or of a row, where null is nothing. */
export function scopeOf (
  { msTenantId, customerId, channelId }: { readonly [Key in keyof TaskScope]: TaskScope[Key] | null }
): TaskScope {
  return {
    msTenantId: msTenantId ?? undefined, customerId: customerId ?? undefined, channelId: channelId ?? undefined
  }
}
