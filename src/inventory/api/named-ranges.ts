import { Type } from '@sinclair/typebox'
import type { ReachedRecords } from '../../database/reach.ts'
import { BadFields } from '../../http/bad-fields.ts'
import { reading } from '../../http/caller.ts'
import { answerList, listQuery } from '../../http/list.ts'
import type { Resource } from '../../http/resource.ts'
import { given, numberOfPath, readId } from '../../numbers/api/number-filter.ts'
import { invalid, Problem } from '../../problems.ts'
import { isE164 } from '../../schemas/phone-number.ts'
import { ref } from '../../schemas/ref.ts'
import { uuid } from '../../schemas/uuid.ts'
import { Text, WholeNumber } from '../../schemas/value.ts'
import { rangeListing, rangesOf, rangesPage, rangeStory, rangeUse } from '../records/named-ranges.ts'
import { lackOf } from '../records/range-changes.ts'
import { NamedRangeDetail, NamedRangePage, type NamedRange } from '../schemas/named-range.ts'
import { tags, versions } from './inventory-reads.ts'

export const rangeParams = Type.Object({
  rangeId: Type.String({
    description: 'Id of the range.', examples: ['4a7c0b1e-58c4-4d10-8d9c-0f3d1f6f5a01']
  })
})

/** Ranges of numbers that have a name, and what became of them. */
export const namedRanges: Resource = (scope, { records }) => {
  scope.get('/inventory/ranges', {
    config: { roles: reading, versions },
    schema: {
      operationId: 'listNamedRanges', summary: 'List named ranges',
      description: 'Those that live; with `ended=true` those that were split, merged or removed, as they were.', tags,
      querystring: Type.Object({
        name: Type.Optional(Text({ description: 'Only those with this in their name; case does not matter.' })),
        channelId: Type.Optional(
          WholeNumber({ 'x-aliases': ['ovocChannelId'], description: 'Only those of a channel itself.' })
        ),
        umpCustomerGuid: Type.Optional(Text({ description: 'Only those of a customer and its SIP connections.' })),
        siteGuid: Type.Optional(Text({ description: 'Only those of a SIP connection.' })),
        number: Type.Optional(Type.String({ maxLength: 40, description: 'Only those that this number is in.' })),
        ended: Type.Optional(Type.Boolean({ default: false, description: 'Those that ended instead.' })),
        ...listQuery(rangeListing)
      }),
      response: { 200: ref(NamedRangePage) }
    }
  }, (request, reply) => {
    const { caller, query } = request
    const { name, channelId, umpCustomerGuid, siteGuid, number, ended = false } = query
    const bad = new BadFields()
    const filter = {
      name, ended, channelId,
      siteId: bad.read(() => given(siteGuid, text => readId(text, 'SiteGuid'))),
      customerId: bad.read(() => given(umpCustomerGuid, text => readId(text, 'UmpCustomerGuid'))),
      digits: bad.read(() => given(number, readDigits))
    }
    bad.refuse()
    return answerList(request, reply, rangeListing, place => rangesPage(records(caller), filter, place))
  })

  scope.get('/inventory/ranges/:rangeId', {
    config: { roles: reading, versions, problems: ['range_not_found'] },
    schema: {
      operationId: 'getNamedRange', summary: 'Get one named range',
      description:
        'With the ranges that it came from and became, what is so now of its numbers, and all that was changed. One ' +
        'that ended is shown as it was.',
      tags, params: rangeParams, response: { 200: ref(NamedRangeDetail) }
    }
  }, async ({ caller, params: { rangeId } }) => {
    const range = uuid.test(rangeId) ? await rangeStory(records(caller), rangeId) : undefined
    if (range === undefined) throw noSuchRange(rangeId)
    return { ...range, use: await rangeUse(records(caller), range) }
  })
}

function readDigits (text: string): string {
  const number = numberOfPath(text)
  if (!isE164(number)) throw invalid({ Number: [`${text} is not a number in E.164.`] })
  return number.slice(1)
}

/** Those of the ids, each once, by their numbers. Throws when one is not there, or ended. */
export async function livingRanges (records: ReachedRecords, ids: readonly string[]): Promise<NamedRange[]> {
  const asked = [...new Set(ids.map(id => id.toLowerCase()))]
  const strange = asked.find(id => !uuid.test(id))
  if (strange !== undefined) throw noSuchRange(strange)
  const found = await rangesOf(records, asked)
  const lack = lackOf(asked, found)
  if (lack !== undefined) throw new Problem(lack.code, lack.reason)
  return found
}

const noSuchRange = (id: string): Problem => new Problem('range_not_found', `There is no range ${id.slice(0, 40)}.`)
