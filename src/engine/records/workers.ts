import type { Queryable } from '../../database/connect.ts'
import { noteEvents } from './events.ts'

/** Where a worker process runs, so that the next process on the same host can tell at once that it is gone. */
export interface WorkerIdentity { host: string, boot: string, processId: number, version: string }

/** Registers a worker session. Its claims are held under the id, which is never used again. */
export async function registerWorker (db: Queryable, identity: WorkerIdentity): Promise<number> {
  const { rows } = await db.query<{ id: number }>({
    text: 'insert into worker (host, boot, process_id, version) values ($1, $2, $3, $4) returning id',
    values: [identity.host, identity.boot, identity.processId, identity.version]
  })
  return rows[0]?.id ?? 0
}

export async function livingWorkersOf (
  db: Queryable, host: string
): Promise<Array<{ id: number, boot: string, processId: number }>> {
  const { rows } = await db.query<{ id: number, boot: string, processId: number }>({
    text: 'select id, boot, process_id as "processId" from worker where ended_at is null and host = $1',
    values: [host]
  })
  return rows
}

/** Ends workers, so that nothing they hold can be written by them any more; `returnOrphans` gives it to others. */
export async function endWorkers (db: Queryable, ids: readonly number[]): Promise<void> {
  await db.query({ text: 'update worker set ended_at = now() where id = any($1) and ended_at is null', values: [ids] })
}

const readyDue = `due as (
        select provider_id, id from task where state = 'waiting' and run_at <= now()
        order by run_at limit 2000 for update skip locked
      ), readied as (
        update task t set state = 'ready' from due d where t.provider_id = d.provider_id and t.id = d.id returning 1
      )`
const dueAnswer = `(select count(*)::int from readied) as readied, (select extract(epoch from run_at - now())::float8
  from task
        where state = 'waiting' and run_at > now() order by run_at limit 1) as "secondsToNext"`

/** How many waiting tasks became ready, and when the next one will; null when none waits. */
export interface Due { readied: number, secondsToNext: number | null }

export async function readyDueTasks (db: Queryable): Promise<Due> {
  const { rows } = await db.query<Due>({ name: 'ready-due', text: `with ${readyDue} select ${dueAnswer}` })
  return rows[0] ?? { readied: 0, secondsToNext: null }
}

/**
 * `ready`: tasks wait to be claimed; `orphans`: an ended worker may still hold tasks, for the worker that ended it may
 * have died too; `troubles`: upstreams whose breaker is open.
 */
export interface Heartbeat extends Due {
  alive: boolean, ready: boolean, orphans: boolean, ended: number, troubles: number
  /** Events wait for their places. */
  unplaced: boolean
  /** The database's time, milliseconds. */
  clock: number
}

/**
 * One statement per heartbeat: shows that this worker lives, ends workers that are silent, and makes due tasks ready.
 * `maySweep` is false after an outage, when the heartbeats of all workers are old. `order by` makes the planner use the
 * index of ready tasks: it cannot know that workers hold all of them.
 */
export async function heartbeat (
  db: Queryable, workerId: number, leaseSeconds: number, maySweep: boolean
): Promise<Heartbeat> {
  const { rows } = await db.query<Heartbeat>({
    name: 'worker-heartbeat',
    text: `
      with own as (
        update worker set heartbeat_at = now() where id = $1 and ended_at is null returning id
      ), dead as (
        update worker set ended_at = now()
        where $3 and ended_at is null and id <> $1 and heartbeat_at < now() - make_interval(secs => $2) returning id
      ), ${readyDue}
      select exists (select from own) as alive, (select count(*) from (select from task where state = 'ready'
        and claimed_by is null order by partition_key limit 1) r) = 1 as ready,
        exists (select from worker where ended_at is not null and returned_at is null) as orphans,
          (select count(*)::int from dead) as ended,
        (select count(*)::int from upstream where failures > 0) as troubles,
        (select count(*) from (select from event where position is null order by sequence limit 1) e) = 1 as unplaced,
        (extract(epoch from clock_timestamp()) * 1000)::float8 as clock, ${dueAnswer}`,
    values: [workerId, leaseSeconds, maySweep]
  })
  return rows[0] ??
    {
      alive: false, ready: false, orphans: false, ended: 0, troubles: 0, unplaced: false, clock: Date.now(),
      readied: 0, secondsToNext: null
    }
}

/**
 * Returns the tasks and permits of ended workers. A task that ran when its worker died becomes a poison suspect; after
 * `crashLimit` deaths in a row without progress it is parked. Tasks that somebody is just writing to are passed over,
 * and the next call finds them.
 */
export async function returnOrphans (db: Queryable, crashLimit: number): Promise<number> {
  const { rows } = await db.query<{ returned: number }>({
    name: 'return-orphans',
    text: `
      with gone as (
        delete from upstream_permit p using worker w where w.id = p.worker_id and w.ended_at is not null
      ), orphan as (
        select t.provider_id, t.id, case when t.crashes = 0 or t.poison_suspect then t.crashes + 1
          else t.crashes end as crashes
        from task t where t.state = 'ready' and t.claimed_by is not null
          and not exists (select from worker w where w.id = t.claimed_by and w.ended_at is null)
        for update skip locked
      ), returned as (
        update task t set state = case when o.crashes >= $1 then 'parked' else 'ready' end,
          claimed_by = null, crashes = o.crashes, poison_suspect = false
        from orphan o where t.provider_id = o.provider_id and t.id = o.id
        returning t.provider_id, t.id, t.kind, t.step, t.status, case t.state
          when 'parked' then 'parked' end as event
      ), noted as (${noteEvents('returned')}
      ) select count(*)::int as returned from returned`,
    values: [crashLimit]
  })
  await noteReturned(db)
  return rows[0]?.returned ?? 0
}

/**
 * Marks ended workers that hold nothing any more. A statement of its own, so that it sees what the one before left; an
 * ended worker claims nothing more (see claimTasks).
 */
async function noteReturned (db: Queryable): Promise<void> {
  await db.query({
    name: 'note-returned',
    text: `update worker w set returned_at = now() where ended_at is not null and returned_at is null
      and not exists (select from task t where t.state = 'ready' and t.claimed_by = w.id)`
  })
}

/**
 * Ends a stopping worker and hands back everything it holds at once, without counting a crash. The worker is ended
 * first, so that a claim which was still under way is handed back too.
 */
export async function retireWorker (db: Queryable, workerId: number): Promise<void> {
  await endWorkers(db, [workerId])
  await db.query({
    text: `
      with handed as (
        update task set claimed_by = null, poison_suspect = false where state = 'ready' and claimed_by = $1
      ), permits as (
        delete from upstream_permit where worker_id = $1
      ) select pg_notify('task_ready', '')`,
    values: [workerId]
  })
  await noteReturned(db)
}
