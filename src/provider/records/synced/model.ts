import type { Queryable } from '../../../database/connect.ts'
import type { ModelType } from '../../schemas/sync-models.ts'

/** One run of a synchronization, as statements need it. */
export interface SyncScope {
  readonly providerId: number
  readonly taskId: string
  readonly caller: string
  readonly operatorTenantId: string
  /** Only these tenants of customers; undefined: all. */
  readonly tenantIds: readonly string[] | undefined
  /** Only numbers that begin so; undefined: all. */
  readonly prefixes: readonly string[] | undefined
  /** When the run began, and a moment on the database's clock before Microsoft was asked. */
  readonly since: string
  readonly asked: string
  readonly purges: boolean
}

/** The parameters of the parts of statements below. */
export const scopeValues = (scope: SyncScope): unknown[] => [
  scope.providerId, scope.taskId, scope.operatorTenantId, scope.tenantIds ?? null, scope.prefixes ?? null, scope.since
]

/** What is to be done about one record, as it was compared. */
export interface DueChange<Content> {
  readonly key: string
  readonly tenantId: string | null
  readonly change: 'added' | 'changed' | 'removed'
  /** What Microsoft showed; null when it is to be removed. */
  readonly content: Content | null
}

/**
 * A sort of records that is compared with Microsoft's in one statement. Its SQL has the parameters $1 provider, $2
 * task, $3 Operator Connect tenant, $4 tenants or null, $5 prefixes or null, $6 the beginning of the run.
 */
export interface SyncedModel<Content = unknown> {
  readonly type: ModelType
  /** Rows `key, tenant, facts, removable, purgeable` of what the records hold; `facts` is JSON. */
  readonly held: string
  /** The facts of what Microsoft showed: a staged row `s`, beside what is held of it, `h`, if anything. */
  readonly seen: string
  /** Which staged or held rows `s`, `h` with the key `k` are left alone, because somebody is at work on them. */
  readonly isBusy: string
  /** Writes changes to the records. In a transaction. */
  apply (trx: Queryable, scope: SyncScope, due: ReadonlyArray<DueChange<Content>>): Promise<void>
}

/** Parameters of a JSON list of what Microsoft showed, and of the keys that go. */
export const contentsOf = <Content>(due: ReadonlyArray<DueChange<Content>>): Content[] =>
  due.flatMap(({ content }) => content === null ? [] : [content])
export const removedAmong = (due: ReadonlyArray<DueChange<unknown>>): string[] =>
  due.filter(({ change }) => change === 'removed').map(({ key }) => key)

/** That a tenant was read to the end by the run, which notes it under the name of the model. */
export const wasRead = (model: ModelType, tenant: string): string => `exists (select from sync_staged r
  where r.provider_id = $1 and r.task_id = $2 and r.model = 'read ${model}' and r.key = ${tenant}::text)`

/** Tenants of customers whose consents the Operator Connect tenant shows. */
export const ofOperatorTenant = (tenant: string): string => `exists (select from lead o where o.provider_id = $1
  and o.ms_tenant_id = ${tenant} and o.operator_tenant_id = $3)`
