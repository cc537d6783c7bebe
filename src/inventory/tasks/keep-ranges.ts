import { Type } from '@sinclair/typebox'
import { next, reject } from '../../engine/define.ts'
import { ofProvider } from '../../schemas/partitions.ts'
import { Words } from '../../schemas/value.ts'
import { defineTaskKind } from '../../upstreams/guarded/tools.ts'
import { changeRanges, describeRange, type Misfit } from '../records/range-changes.ts'

// What does not fit is only known when it is to be changed: so the step changes it itself, in one transaction, and
// finds it done when it runs again.

const partitionKey = ofProvider('named ranges')

const change = Type.Object({
  ends: Type.Array(Type.String()),
  endedAs: Type.Optional(Words(['split', 'merged', 'removed'])),
  begins: Type.Array(Type.Object({
    id: Type.String(), name: Type.String(), first: Type.String(), last: Type.String(),
    channelId: Type.Optional(Type.Integer()), customerId: Type.Optional(Type.String()),
    siteId: Type.Optional(Type.String()), note: Type.Optional(Type.String())
  }))
})

const outcomeOf = (misfit: Misfit | undefined) =>
  misfit === undefined ? next() : reject(misfit.code, misfit.reason)

interface RangeKind { name: string, idPrefix: string, title: string, message: string, done: string }

const rangeKind = ({ name, idPrefix, title, message, done }: RangeKind) => defineTaskKind({
  name,
  idPrefix,
  requiredScope: 'provider',
  partitionKey,
  title,
  input: change,
  progress: Type.Object({}),
  steps: [{
    name: 'change',
    message,
    async run ({ db, task, input, assertLease }) {
      assertLease()
      return outcomeOf(await changeRanges(db, task, input))
    }
  }],
  conclude: ({ input, failure }) => ({
    status: failure?.status ?? 'CompletedSuccess', details: [failure === undefined ? done : 'RangesNotChanged'],
    output: { Ended: input.ends, Begun: failure === undefined ? input.begins.map(({ id }) => id) : [] }
  })
})

export const addNamedRange = rangeKind({
  name: 'add-named-range', idPrefix: 'inv_rad', title: 'Name a range of numbers', message: 'Keeping the range',
  done: 'RangeAdded'
})

/** Goal: two ranges in the place of one; that one stays, as it was. */
export const splitNamedRange = rangeKind({
  name: 'split-named-range', idPrefix: 'inv_rsp', title: 'Split a named range', message: 'Splitting the range',
  done: 'RangeSplit'
})

/** Goal: one range in the place of several; those stay, as they were. */
export const mergeNamedRanges = rangeKind({
  name: 'merge-named-ranges', idPrefix: 'inv_rme', title: 'Merge named ranges', message: 'Merging the ranges',
  done: 'RangesMerged'
})

/** Goal: nobody names these numbers; what the range was stays. */
export const removeNamedRange = rangeKind({
  name: 'remove-named-range', idPrefix: 'inv_rre', title: 'Remove a named range', message: 'Ending the range',
  done: 'RangeRemoved'
})

export const describeNamedRange = defineTaskKind({
  name: 'describe-named-range',
  idPrefix: 'inv_rde',
  requiredScope: 'provider',
  partitionKey,
  title: 'Describe a named range',
  input: Type.Object({
    rangeId: Type.String(), name: Type.Optional(Type.String()), note: Type.Optional(Type.String())
  }),
  progress: Type.Object({}),
  steps: [{
    name: 'describe',
    message: 'Writing down what people say of the range',
    async run ({ db, task, input, assertLease }) {
      assertLease()
      return outcomeOf(await describeRange(db, task, input))
    }
  }],
  conclude: ({ input, failure }) => ({
    status: failure?.status ?? 'CompletedSuccess',
    details: [failure === undefined ? 'RangeDescribed' : 'RangesNotChanged'], output: { RangeId: input.rangeId }
  })
})
