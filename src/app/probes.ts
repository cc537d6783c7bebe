import { createHash, timingSafeEqual } from 'node:crypto'
import type { Config } from '../config.ts'
import type { Database } from '../database/connect.ts'
import type { WalledReads } from '../database/walled-reads.ts'
import type { Metrics } from '../metrics/metrics.ts'
import type { Drain } from './drain.ts'
import { figuresOf } from './figures.ts'
import { readinessOf } from './readiness.ts'

export interface ProbeAnswer { readonly status: number, readonly type: string, readonly text: string }

/**
 * Probes and metrics, whoever serves them. They say nothing about customers, so that they are open to whoever can reach
 * the port, unless METRICS_ACCESS closes the metrics.
 */
export interface Probes {
  healthz (): Promise<ProbeAnswer>
  readyz (): Promise<ProbeAnswer>
  /** Undefined for who may not read them. */
  metrics (authorization: string | undefined): Promise<ProbeAnswer | undefined>
}

export function probesOf (
  { db, reads, config, metrics }: {
    db: Database, reads?: WalledReads | undefined, config: Config, metrics: Metrics
  },
  drain: Drain
): Probes {
  const readiness = readinessOf(db, config.READINESS_SECONDS)
  const pools = reads === undefined ? [db.pool] : [db.pool, reads.pool]
  const collect = figuresOf(db, pools, metrics, config.READINESS_SECONDS, {
    tasks: config.TASK_RETENTION_DAYS, keys: config.IDEMPOTENCY_RETENTION_HOURS / 24,
    events: config.EVENT_RETENTION_DAYS, audit: config.AUDIT_RETENTION_DAYS, sbc_changes: config.SBC_CHANGE_DAYS
  })
  const { METRICS_ACCESS: access } = config
  const whyNot = async (): Promise<string | undefined> =>
    drain.isOn ? 'The process is being stopped.' : await readiness()
  return {
    healthz: async () => json(200, { status: 'alive' }),
    async readyz () {
      const reason = await whyNot()
      if (reason !== undefined) return json(503, { status: 'not ready', reason })
      // It works rightly all the same: tasks are reckoned on the database's clock.
      const { values: [skew] } = await metrics.clockSkew.get()
      const clockSkewSeconds = skew?.value ?? 0
      return json(200, { status: 'ready', ...(clockSkewSeconds !== 0 && { clockSkewSeconds }) })
    },
    async metrics (authorization = '') {
      if (access !== 'open' && !isSame(authorization, `Bearer ${access}`)) return undefined
      const [reason] = await Promise.all([whyNot(), collect()])
      metrics.ready.set(reason === undefined ? 1 : 0)
      return { status: 200, type: metrics.registry.contentType, text: await metrics.registry.metrics() }
    }
  }
}

function json (status: number, body: object): ProbeAnswer {
  return { status, type: 'application/json; charset=utf-8', text: JSON.stringify(body) }
}

/** Takes as long for a wrong text as for the right one. */
function isSame (given: string, wanted: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given), digest(wanted))
}
