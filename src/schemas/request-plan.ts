import { Type, type Static } from '@sinclair/typebox'
import { Named, OneOf, OrNull } from './value.ts'

// What a request would do, when it only asks that.

/** Where something is done. */
export const planSides = ['microsoft', 'sbc', 'records'] as const

const planActions = ['upload', 'release', 'add_rule', 'remove_rule', 'adopt', 'add', 'change', 'remove'] as const

const PlannedItem = Type.Object({
  key: Type.String({ description: 'The number, or what else the task is about.' }),
  outcome: OneOf(['succeeded', 'unchanged', 'failed'], { description: 'As the item of the task would end.' }),
  code: OrNull(Type.String({ description: 'As the item of the task would have it.' })),
  reason: OrNull(Type.String({ description: 'Why it is left alone, or what of it is not done.' })),
  effects: Type.Array(Type.Object({
    side: OneOf(planSides),
    sbcId: OrNull(Type.Integer()),
    action: OneOf(planActions)
  }), { description: 'What would be done for it, in this order.' })
})
export type PlannedItem = Static<typeof PlannedItem>

const PlannedApproval = Type.Object({
  what: Type.String({ description: 'What the task would do.' }),
  count: Type.Integer({ description: 'How many things that is about.' })
})
export type PlannedApproval = Static<typeof PlannedApproval>

/** What a plan says beside its kind; `items` null where only the task can tell. */
export interface ToldPlan {
  readonly items: readonly PlannedItem[] | null
  readonly notes: readonly string[]
  readonly approval?: PlannedApproval | undefined
}

export const RequestPlan = Type.Object({
  kind: Named('kinds of tasks', { description: 'The kind of the task that the request would make.' }),
  itemCount: Type.Integer({ description: 'How many numbers, or other things, it would be about.' }),
  items: OrNull(Type.Array(PlannedItem, {
    description: 'Each of them; null where only the task can tell what becomes of them.'
  })),
  totals: Type.Record(Type.String(), Type.Integer(), {
    description: 'How often something would be done: `microsoft upload`, `sbc 8 add_rule` …'
  }),
  approval: Type.Unsafe<PlannedApproval | null>({
    ...PlannedApproval, type: ['object', 'null'],
    description:
      'What somebody else than who asks would have to approve before the task goes on, by the brakes as they are; ' +
      'null where nothing, or where only the task can tell.'
  }),
  notes: Type.Array(Type.String(), { description: 'What is not known before the task runs.' })
}, {
  $id: 'RequestPlan',
  description:
    'What the request would do, had it not asked with `validateOnly=true` or `Prefer: plan`. It was judged whole, as ' +
    'it would have been, by the records as they are; nothing was stored.',
  examples: [{
    kind: 'upload-numbers', itemCount: 1,
    items: [{
      key: '+61395556880', outcome: 'succeeded', code: null, reason: null,
      effects: [
        { side: 'microsoft', sbcId: null, action: 'upload' }, { side: 'sbc', sbcId: 8, action: 'add_rule' }
      ]
    }],
    totals: { 'microsoft upload': 1, 'sbc 8 add_rule': 1 }, approval: null, notes: []
  }]
})
export type RequestPlan = Static<typeof RequestPlan>

export const planType = 'application/vnd.dialplane.plan+json'

/** What is told of a request as its plan. */
export function planOf (
  kind: { readonly name: string }, itemCount: number, told: ToldPlan = { items: null, notes: [] }
): RequestPlan {
  const totals: Record<string, number> = {}
  for (const { effects } of told.items ?? []) {
    for (const { side, sbcId, action } of effects) {
      const name = [side, ...sbcId === null ? [] : [sbcId], action].join(' ')
      totals[name] = (totals[name] ?? 0) + 1
    }
  }
  return {
    kind: kind.name, itemCount, items: told.items === null ? null : [...told.items], totals,
    approval: told.approval ?? null, notes: [...told.notes]
  }
}
