import { randomUUID } from 'node:crypto'
import { Type } from '@sinclair/typebox'
import { acceptTask } from '../../http/accept-task.ts'
import { changing } from '../../http/caller.ts'
import type { ApiDependencies, Resource } from '../../http/resource.ts'
import { invalid } from '../../problems.ts'
import { ref } from '../../schemas/ref.ts'
import { TaskReference } from '../../schemas/task.ts'
import { readNode } from '../../allocations/api/allocation-request.ts'
import { numberingFor } from '../../tenancy/records/numbering-overrides.ts'
import { NamedRangeDescription, NamedRangeMerge, NamedRangeSplit, NewNamedRange } from '../schemas/named-range.ts'
import type { RangeChange } from '../records/range-changes.ts'
import {
  addNamedRange, describeNamedRange, mergeNamedRanges, removeNamedRange, splitNamedRange
} from '../tasks/keep-ranges.ts'
import { tags, versions } from './inventory-reads.ts'
import { livingRanges, rangeParams as params } from './named-ranges.ts'
import { joined, parted, readEnds, readName, refuseMisfit, wordsOf } from './range-request.ts'

type Means = Pick<ApiDependencies, 'records' | 'queue'>
const from = 'provider'
const response = { 200: ref(TaskReference) }
const ofOne = ['range_not_found', 'range_ended', 'out_of_scope'] as const

const add: Resource = (scope, { records, queue }: Means) => {
  scope.post('/inventory/ranges', {
    config: {
      roles: changing, from, versions, makes: addNamedRange,
      problems: ['range_taken', 'channel_not_found', 'customer_not_found', 'site_not_found', 'out_of_scope']
    },
    schema: {
      operationId: 'addNamedRange', summary: 'Name a range of numbers',
      description:
        'Whether its numbers are in the inventory or not. Ranges that live have no number in common. ' +
        '`outputData.Begun` of the task has its id.',
      tags, body: ref(NewNamedRange), response
    }
  }, async (request, reply) => {
    const { caller, body: { first, last, note, name, ticketId } } = request
    const own = records(caller)
    const { node } = await readNode(own, caller, request.body)
    const ends = readEnds(first, last, await numberingFor(own)())
    const input: RangeChange = {
      ends: [], begins: [{
        id: randomUUID(), name: readName(name, 'Name'), ...ends, ...wordsOf(note), ...node
      }]
    }
    await refuseMisfit(own, input)
    return acceptTask(queue, request, reply, { kind: addNamedRange, input, ticketId })
  })
}

const describe: Resource = (scope, { records, queue }: Means) => {
  scope.patch('/inventory/ranges/:rangeId', {
    config: { roles: changing, from, versions, makes: describeNamedRange, problems: ['range_taken', ...ofOne] },
    schema: {
      operationId: 'describeNamedRange', summary: 'Describe a named range',
      description: 'Another name, another note, or both. What is not named stays.', tags, params,
      body: ref(NamedRangeDescription), response
    }
  }, async (request, reply) => {
    const { caller, params: { rangeId }, body: { name, note, ticketId } } = request
    const [range] = await livingRanges(records(caller), [rangeId])
    if (name === undefined && note === undefined) throw invalid({ Name: ['Say a name, a note or both.'] })
    const input = {
      rangeId: range?.id ?? rangeId, ...(name !== undefined && { name: readName(name, 'Name') }),
      ...(note !== undefined && { note })
    }
    await refuseMisfit(records(caller), input)
    return acceptTask(queue, request, reply, { kind: describeNamedRange, input, ticketId })
  })
}

const split: Resource = (scope, { records, queue }: Means) => {
  scope.post('/inventory/ranges/:rangeId/action/split', {
    config: { roles: changing, from, versions, makes: splitNamedRange, problems: ['range_taken', ...ofOne] },
    schema: {
      operationId: 'splitNamedRange', summary: 'Split a named range',
      description:
        'Into two, with its node and note. It ends, and stays as it was. `outputData.Begun` of the task has the ' +
        'lower one and the upper one.',
      tags, params, body: ref(NamedRangeSplit), response
    }
  }, async (request, reply) => {
    const { caller, params: { rangeId }, body: { at, lowerName, upperName, ticketId } } = request
    const ranges = await livingRanges(records(caller), [rangeId])
    const numbering = await numberingFor(records(caller))()
    const names = [readName(lowerName, 'LowerName'), readName(upperName, 'UpperName')] as const
    const input: RangeChange = {
      ends: ranges.map(({ id }) => id), endedAs: 'split',
      begins: ranges.flatMap(range => parted(range, at, names, numbering))
    }
    await refuseMisfit(records(caller), input)
    return acceptTask(queue, request, reply, { kind: splitNamedRange, input, ticketId })
  })
}

const merge: Resource = (scope, { records, queue }: Means) => {
  scope.post('/inventory/ranges/action/merge', {
    config: { roles: changing, from, versions, makes: mergeNamedRanges, problems: ['range_taken', ...ofOne] },
    schema: {
      operationId: 'mergeNamedRanges', summary: 'Merge named ranges',
      description:
        'Ranges that follow each other become one. They end, and stay as they were. `outputData.Begun` of the task ' +
        'has the new one.',
      tags, body: ref(NamedRangeMerge), response
    }
  }, async (request, reply) => {
    const { caller, body: { rangeIds, name, note, ticketId } } = request
    const ranges = await livingRanges(records(caller), rangeIds)
    const input: RangeChange = {
      ends: ranges.map(({ id }) => id), endedAs: 'merged',
      begins: [{ ...joined(ranges), name: readName(name, 'Name'), ...wordsOf(note) }]
    }
    await refuseMisfit(records(caller), input)
    return acceptTask(queue, request, reply, { kind: mergeNamedRanges, input, ticketId })
  })
}

const remove: Resource = (scope, { records, queue }: Means) => {
  scope.delete('/inventory/ranges/:rangeId', {
    config: { roles: changing, from, versions, makes: removeNamedRange, problems: [...ofOne] },
    schema: {
      operationId: 'removeNamedRange', summary: 'Remove a named range',
      description: 'Its numbers stay as they are. It ends, and stays as it was; its name may be given again.',
      tags, params,
      querystring: Type.Object({
        ticketId: Type.Optional(Type.String({ maxLength: 64, description: 'Your service request.' }))
      }),
      response
    }
  }, async (request, reply) => {
    const ranges = await livingRanges(records(request.caller), [request.params.rangeId])
    return acceptTask(queue, request, reply, {
      kind: removeNamedRange, input: { ends: ranges.map(({ id }) => id), endedAs: 'removed' as const, begins: [] }
    })
  })
}

/** What the provider does with named ranges. */
export const rangeChanges: Resource = (scope, means) => {
  for (const resource of [add, describe, split, merge, remove]) resource(scope, means)
}
