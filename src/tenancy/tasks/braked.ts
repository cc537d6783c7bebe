import type { Queryable } from '../../database/connect.ts'
import type { Asked } from '../../engine/approval.ts'
import { objectionTo, type RemovalLimit } from '../../schemas/removal-limit.ts'
import { brakeFor } from '../records/brakes.ts'
import type { BrakedAction } from '../schemas/brake.ts'

/** Of a step, or of a request that only asks for its plan. */
export interface BrakeContext {
  readonly db: Queryable
  readonly task: { readonly providerId: number }
  readonly approved?: Asked | undefined
}

/** What a step is about to take away or to mark. */
interface Removal {
  readonly action: BrakedAction
  readonly msTenantId?: string | undefined
  readonly count: number
  /** What the count is a part of. It is asked for only where a share is limited. */
  readonly held: () => Promise<number>
  /** Of what, such as `numbers`. */
  readonly things: string
}

/** The limit that counts for the action: that of the brake, or what the request says where that is stricter. */
export async function brakeLimit (
  { db, task }: Pick<BrakeContext, 'db' | 'task'>, action: BrakedAction, msTenantId: string | undefined,
  own: RemovalLimit = { count: null, percent: null }
): Promise<RemovalLimit> {
  const { countMax, percentMax } = await brakeFor(db, task.providerId, action, msTenantId)
  return { count: stricter(countMax, own.count), percent: stricter(percentMax, own.percent) }
}

const stricter = (one: number | null, other: number | null): number | null =>
  one === null ? other : other === null ? one : Math.min(one, other)

/** What has to be approved before the step goes on; undefined when it may. */
export async function braked (
  context: BrakeContext, { action, msTenantId, count, held, things }: Removal
): Promise<Asked | undefined> {
  if (count === 0 || count <= (context.approved?.count ?? 0)) return undefined
  const limit = await brakeLimit(context, action, msTenantId)
  const all = limit.percent === null ? undefined : await held()
  const what = objectionTo(limit, count, all ?? count, things)
  return what === undefined ? undefined : { what, count }
}
