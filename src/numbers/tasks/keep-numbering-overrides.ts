import { Type } from '@sinclair/typebox'
import type { BackgroundJob } from '../../engine/background.ts'
import { next } from '../../engine/define.ts'
import { isNeedless } from '../../schemas/numbering.ts'
import { numberingTables } from '../../schemas/numbering-tables.ts'
import { ofProvider } from '../../schemas/partitions.ts'
import { asE164 } from '../../schemas/phone-number.ts'
import { Words } from '../../schemas/value.ts'
import { typesOfService } from '../../schemas/vocabulary/usage.ts'
import {
  keepNumberingOverrides as keep, markNeedless, overridesInForce
} from '../../tenancy/records/numbering-overrides.ts'
import { defineTaskKind } from '../../upstreams/guarded/tools.ts'

const textOrNull = Type.Union([Type.String(), Type.Null()])

/** Goal: these overrides, and no others. Numbers that are held already stay as they are. */
export const keepNumberingOverrides = defineTaskKind({
  name: 'keep-numbering-overrides',
  idPrefix: 'num_pln',
  requiredScope: 'provider',
  partitionKey: ofProvider('numbering plan'),
  title: 'Set the overrides of the numbering plans',
  input: Type.Object({
    overrides: Type.Array(Type.Object({
      country: Type.String(), start: Type.String(), end: Type.String(), numberType: Words(typesOfService),
      source: Type.String(), note: textOrNull, validFrom: textOrNull, validTo: textOrNull
    }))
  }),
  progress: Type.Object({}),
  steps: [{
    name: 'keep',
    message: 'Keeping the overrides',
    async run ({ task, input, say }) {
      const overrides = input.overrides.map(one => ({ ...one, start: asE164(one.start), end: asE164(one.end) }))
      const needless = overrides.filter(isNeedless)
      say('Information', `${overrides.length} overrides from now on.`)
      for (const { start, end } of needless.slice(0, 20)) {
        say('Warning', `${start} to ${end} is needless: the tables of ${numberingTables} say the same.`)
      }
      return next({}, trx => keep(trx, task.providerId, overrides))
    }
  }],
  conclude: ({ failure }) => ({
    status: failure?.status ?? 'CompletedSuccess', details: [failure === undefined ? 'NumberingOverridesKept' : null],
    output: {}
  })
})

/** Tells, once for each, which overrides the tables of this version say as well, whichever worker looks first. */
export const needlessOverrides: BackgroundJob = {
  name: 'needless-overrides',
  everySeconds: 86_400,
  atStart: true,
  async run (db, log) {
    const all = await overridesInForce(db)
    for (const { providerId, start, end, source } of await markNeedless(db, all.filter(isNeedless))) {
      log.warn(
        { providerId, start, end, source, tables: numberingTables },
        'An override of the numbering plans is needless: the tables know its numbers by now'
      )
    }
  }
}
