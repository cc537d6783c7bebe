import { tenants } from '../../support/stack.ts'
import type { Example, Place } from './example.ts'

/** A number that only our records have. */
async function missed ({ services, serial }: Place): Promise<void> {
  await services.db.query({
    text: `insert into number (provider_id, number, source, ms_tenant_id, uploaded_at, created_at)
      values (1, $1, 'webapi', $2, now() - interval '1 day', now() - interval '1 day')`,
    values: [`+6129998${1000 + serial}`, tenants.australian]
  })
}

export const detectDrift: Example = {
  steps: 'drf: read-microsoft read-sbcs compare plan repair* complete', numbers: 0,
  afterFailure: 'named', input: () => ({}),
  prepare: missed,
  async state ({ services, serial }) {
    const { rows } = await services.db.query({
      text: 'select class from drift where number = $1 order by 1', values: [`+6129998${1000 + serial}`]
    })
    return rows
  }
}

/** A plan to put the numbers of the run on SBC 8, with the difference that it is about. */
async function planned ({ services: { db }, numbers, serial }: Place): Promise<void> {
  const evidence = "jsonb_build_object('records', drift_records(n), 'microsoft', null, 'sbc', null)"
  await db.query({
    text: `insert into number (provider_id, number, source, ms_tenant_id, uploaded_at, created_at)
      select 1, unnest($1::text[]), 'webapi', $2, now() - interval '1 day', now() - interval '1 day'`,
    values: [numbers, tenants.australian]
  })
  await db.query({
    text: `insert into drift (provider_id, number, class, sbc_id, ms_tenant_id, evidence, task_id)
      select 1, n.number, 'missing_on_sbc', 8, n.ms_tenant_id, ${evidence}, 'drf_0' from number n
      where n.number = any($1)`,
    values: [numbers]
  })
  await db.query({
    text: `insert into drift_plan (provider_id, id, made_by, expires_at, fingerprint)
      values (1, $1, 'somebody', now() + interval '1 hour', 'x')`,
    values: [`drf_pln_${serial}`]
  })
  await db.query({
    text: `insert into drift_plan_item (provider_id, plan_id, number, class, sbc_id, ms_tenant_id, repair, mode,
        attributes, evidence)
      select 1, $2, n.number, 'missing_on_sbc', 8, n.ms_tenant_id, 'put-on-sbc', 'repair', '{}', ${evidence}
      from number n where n.number = any($1)`,
    values: [numbers, `drf_pln_${serial}`]
  })
}

const planId = ({ serial }: Place): object => ({ planId: `drf_pln_${serial}` })

export const planRepair: Example = {
  steps: 'drf_pln: plan complete', numbers: 0, afterFailure: 'named', input: () => ({ filter: {}, repairs: {} }),
  async prepare ({ services, serial }) {
    await services.db.query({
      text: `insert into drift (provider_id, number, class, evidence, task_id) values (1, $1, 'stale_pending',
        '{"records": null, "microsoft": null, "sbc": null}', 'drf_0')`,
      values: [`+6129997${1000 + serial}`]
    })
  }
}
export const approveRepair: Example = {
  steps: 'drf_apv: approve', numbers: 0, afterFailure: 'clean', prepare: planned,
  input: ({ serial }) => ({ planId: `drf_pln_${serial}`, madeBy: 'somebody' }),
  async state ({ services, serial }) {
    const { rows } = await services.db.query({
      text: 'select approved_by from drift_plan where id = $1', values: [`drf_pln_${serial}`]
    })
    return rows
  }
}
export const applyRepair: Example = {
  steps: 'drf_app: await-window take look repair* complete', numbers: 0, afterFailure: 'clean', input: planId,
  prepare: planned
}
export const repairNumbers: Example = {
  steps: 'drf_rep: await-window put-right keep complete', numbers: 2, afterFailure: 'named', input: planId,
  prepare: planned
}
export const keepDriftPolicy: Example = {
  steps: 'drf_pol: keep', numbers: 0, afterFailure: 'clean',
  prepare: async ({ services }) => { await services.db.query({ text: 'delete from drift_policy' }) },
  input: () => ({ policies: [{ class: 'sbc_only', msTenantId: null, mode: 'report', hourlyMax: null }] }),
  async state ({ services }) {
    const { rows } = await services.db.query({ text: 'select class, mode, hourly_max from drift_policy' })
    return rows
  }
}
