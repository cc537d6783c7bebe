import { batch } from '../../database/batch.ts'
import type { Database, Queryable } from '../../database/connect.ts'
import type { Reach } from '../../database/reach.ts'
import type { Precondition } from '../../engine/records/preconditions.ts'
import type { NumberingRange } from '../../schemas/numbering.ts'

/** The question of a step. */
export interface UploadQuestion { providerId: number, msTenantId: string, callingProfile: string }

/** The question of a request, for its caller. */
export interface ReachedUploadQuestion { reach: Reach, msTenantId: string, callingProfile: string }

/** Everything our records say about whether numbers may be uploaded to a tenant with a calling profile. */
export interface UploadContext {
  leads: Array<{ status: string, countries: string[], direct: boolean }>
  customer: { id: string, licenseType: number, channelId: number | null } | null
  sites: Array<{ id: string, name: string, sbcId: number }>
  callingProfile: { id: string, emergency: boolean } | null
  sbcIds: number[]
  plans: CapabilityPlan[]
  /** Ranges of numbers that the provider declared, as far as they are in force. */
  declared: NumberingRange[]
  /** The digest of all facts; a statement compares it to see whether they have changed. */
  version: string
}

export interface CapabilityPlan {
  usage: string
  mandatory: string[]
  choosable: string[]
  supportsTollFree: boolean
  general: boolean
}

/**
 * Calls the function of the database that reads a context: its plan would be expensive in each statement and
 * connection. The digest is not md5, which hosts in FIPS mode lack.
 */
const contextOf = (providerId: string, tenant: string, profile: string): string =>
  `upload_context(${providerId}, ${tenant}, ${profile})`
const versionOf = (context: string): string => `encode(sha256(convert_to(${context}::text, 'UTF8')), 'hex')`

const unchanged = `${versionOf(contextOf('p.value1::int', 'p.value2::uuid', 'p.value3'))} = p.value4`

/** The precondition that the context has not changed since it was read. */
export function stillSays (
  { providerId, msTenantId, callingProfile }: UploadQuestion, { version }: Pick<UploadContext, 'version'>
): Precondition {
  return { sql: unchanged, values: [String(providerId), msTenantId, callingProfile, version] }
}

/**
 * Answers any number of questions in one statement. The subselects hide the length of the lists from the planner, which
 * would else plan all this anew for each batch.
 */
export async function readUploadContexts (
  db: Queryable, questions: readonly UploadQuestion[]
): Promise<UploadContext[]> {
  const { rows } = await db.query<{ context: UploadContext }>({
    name: 'upload-context',
    text: `
      select f.context || jsonb_build_object('version', ${versionOf('f.context')}) as context
      from unnest((select $1::int[]), (select $2::uuid[]), (select $3::text[])) with ordinality as q (provider_id,
        tenant, profile, place)
      cross join lateral (select ${contextOf('q.provider_id', 'q.tenant', 'q.profile')} as context offset 0) f
      order by q.place`,
    values: [
      questions.map(question => question.providerId), questions.map(question => question.msTenantId),
      questions.map(question => question.callingProfile)
    ]
  })
  return rows.map(row => row.context)
}

/** Names a question; callers with another reach get another answer. */
export function keyOf ({ reach, msTenantId, callingProfile }: ReachedUploadQuestion): string {
  return `${reach.providerId} ${reach.channelId} ${reach.customerId} ${msTenantId} ${callingProfile}`
}

/** What a caller may know of a context: a tenant beyond its reach looks like an unknown one. */
export function contextWithin (reach: Reach, context: UploadContext): UploadContext {
  const { customer } = context
  const isWithin = (reach.channelId === undefined || customer?.channelId === reach.channelId) &&
    (reach.customerId === undefined || customer?.id === reach.customerId)
  return isWithin ? context : { ...context, leads: [], customer: null }
}

export type UploadContextReader = (question: ReachedUploadQuestion) => Promise<UploadContext>

/** Asks the questions of concurrent requests in one statement, each question once. */
export function uploadContextReader (db: Database): UploadContextReader {
  const read = batch(async (questions: readonly UploadQuestion[]) => {
    const keys = questions.map(question => JSON.stringify(question))
    const distinct = new Map(questions.map((question, index) => [keys[index] ?? '', question]))
    const answers = await readUploadContexts(db, [...distinct.values()])
    const byKey = new Map([...distinct.keys()].map((key, index) => [key, answers[index]]))
    return keys.flatMap(key => byKey.get(key) ?? [])
  }, { maxSize: 500 })
  return async ({ reach, msTenantId, callingProfile }) =>
    contextWithin(reach, await read({ providerId: reach.providerId, msTenantId, callingProfile }))
}
