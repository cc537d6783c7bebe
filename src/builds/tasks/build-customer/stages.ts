import { Type, type Static } from '@sinclair/typebox'
import { isOver, longLook, type Child } from '../../../engine/children.ts'
import { next, reject, wait, type Outcome } from '../../../engine/define.ts'
import { ItemsHeld } from '../../../engine/enqueue.ts'
import { Problem } from '../../../problems.ts'
import { expandRange } from '../../../schemas/number-range.ts'
import type { StepContext } from '../../../upstreams/guarded/tools.ts'
import { kindOf, OnFailure, PartEnd, Plan, type Part } from '../plan.ts'
import { asE164 } from '../../../schemas/phone-number.ts'

export const buildInput = Type.Object({ ...Plan.properties, onFailure: OnFailure })

export const buildProgress = Type.Object({
  /** The document that was stored before; null: none. */
  before: Type.Union([Type.Record(Type.String(), Type.Unknown()), Type.Null()]),
  /** Parts that could not begin, and why. */
  refused: Type.Record(Type.String(), Type.String()),
  parts: Type.Array(PartEnd)
})

export type BuildProgress = Static<typeof buildProgress>
export type BuildContext = StepContext<Static<typeof buildInput>, BuildProgress>

/** Seconds until a part is tried again whose numbers other tasks hold. */
const untilFree = 10

/**
 * Begins the parts of one stage after those of the one before have ended. Parts that are there already, from a run that
 * was lost, are not begun again.
 */
export async function buildStages (context: BuildContext): Promise<Outcome<BuildProgress>> {
  const { children, input: { stages } } = context
  const known = new Map((await children.list()).map(child => [child.key, child]))
  const refused = { ...context.progress.refused }
  for (const stage of stages) {
    const fresh = stage.filter(({ key }) => !known.has(key) && refused[key] === undefined)
    for (const part of fresh) {
      const why = await begin(context, part)
      if (why === 'busy') return wait(untilFree, { refused })
      if (why !== undefined) refused[part.key] = why
    }
    const goesOn = stage.some(({ key }) => {
      const child = known.get(key)
      return child === undefined ? refused[key] === undefined : !isOver(child)
    })
    if (goesOn) return wait(longLook, { refused })
    const reason = endsAll(context, stage, known, refused)
    if (reason !== undefined) return reject('part_failed', reason)
  }
  return next({ refused })
}

/** Why the build ends here, if it does: without a customer nothing else can be done, and some take all or nothing. */
function endsAll (
  { input: { onFailure } }: BuildContext, stage: readonly Part[], known: ReadonlyMap<string, Child>,
  refused: Readonly<Record<string, string>>
): string | undefined {
  for (const { key, kind, about } of stage) {
    const child = known.get(key)
    const isWell = child?.status === 'CompletedSuccess' ||
      (child?.status === 'CompletedWithErrors' && onFailure === 'keep')
    if (isWell || (onFailure === 'keep' && kind !== 'create-customer')) continue
    const where = child === undefined ? '' : ` (task ${child.id})`
    return `${about}: ${refused[key] ?? child?.reason ?? 'not all of it could be done.'}${where}`
  }
  return undefined
}

/** Makes the task of a part. Answers why there is none: `busy` when it is to be tried again. */
async function begin (context: BuildContext, part: Part): Promise<string | undefined> {
  const { children, input: { msTenantId }, say } = context
  try {
    await children.begin({
      key: part.key, kind: kindOf(part.kind), input: part.input, items: numbersOf(part), msTenantId,
      customerId: part.customerId, channelId: part.channelId
    })
    return undefined
  } catch (error) {
    if (error instanceof ItemsHeld) {
      say('Warning', `${part.about}: other tasks are under way for numbers of it, which is waited for.`)
      return 'busy'
    }
    if (error instanceof Problem) return error.message
    throw error
  }
}

export function numbersOf ({ ranges }: Pick<Part, 'ranges'>): string[] {
  return ranges.flatMap(range => {
    // judged when they were planned
    const expanded = expandRange(range, Infinity, undefined, asE164)
    return expanded.fault === undefined ? [...expanded.numbers] : []
  })
}

/** What each part came to, in the order of the plan. */
export async function partEnds (
  { children, input: { stages }, progress: { refused = {} } }: BuildContext
): Promise<PartEnd[]> {
  const known = new Map((await children.list()).map(child => [child.key, child]))
  return stages.flat().map(({ key, kind }) => {
    const child = known.get(key)
    return {
      key, kind, taskId: child?.id ?? null, status: child?.status ?? 'Failed',
      reason: child?.reason ?? refused[key] ?? (child === undefined ? 'Not begun.' : null)
    }
  })
}
