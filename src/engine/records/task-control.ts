import type { Queryable } from '../../database/connect.ts'
import { isSamePerson, type Verdict } from '../approval.ts'
import { noteEvents } from './events.ts'

export interface TaskKey { providerId: number, id: string }

/** The service request under which a task is changed, and the message that the task keeps about it. */
export interface TicketNote { readonly ticketId: string, readonly message: string }

/**
 * Adds the note of $3 (ticket) and $4 (message) in the statement of the change itself, unless the task has
 * it already.
 */
const noted = `
  messages = case when $4::text is null
    or messages @> jsonb_build_array(jsonb_build_object('message', $4::text)) then messages
    else messages || jsonb_build_array(jsonb_build_object('level', 'Information', 'message', $4::text, 'step', step,
      'at', to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))) end,
  also_tickets = case when $3::text is null or ticket_id = $3 or $3 = any (also_tickets) then also_tickets
    else array_append(also_tickets, $3) end`

const noteOf = (
  note: TicketNote | undefined
): unknown[] => [note?.ticketId ?? null, note?.message ?? null]

/**
 * Asks a running task to stop and to take back what it did. A task that waits, or is parked, is woken for it; one
 * that is being run notices when its step is done. Asking twice is asking once.
 */
export async function requestCancellation (
  db: Queryable, key: TaskKey, note?: TicketNote
): Promise<'requested' | 'finished' | 'unknown'> {
  const { rows } = await db.query<{ asked: boolean, known: boolean }>({
    text: `
      with asked as (
        update task set cancellation_requested = true, crashes = 0, asked = null,
          state = case when state in ('waiting', 'parked') then 'ready' else state end, ${noted}
        where provider_id = $1 and id = $2 and state <> 'finished' returning pg_notify('task_ready', '')
      ) select exists (select from asked) as asked, exists (select from task where provider_id = $1
        and id = $2) as known`,
    values: [key.providerId, key.id, ...noteOf(note)]
  })
  const [answer] = rows
  return answer?.asked === true ? 'requested' : answer?.known === true ? 'finished' : 'unknown'
}

/**
 * Makes a waiting task ready now. `running`: a worker runs it, so that its step may or may not see what was written
 * before; `over`: the task has finished.
 */
export async function wakeTask (
  db: Queryable, key: TaskKey
): Promise<{ outcome: 'woken' | 'running' | 'over', step: string | undefined }> {
  const { rows: [row] } = await db.query<{ woken: boolean, running: boolean, step: string }>({
    text: `
      with woken as (
        update task set state = 'ready' where provider_id = $1 and id = $2 and state = 'waiting'
          returning pg_notify('task_ready', '')
      ) select exists (select from woken) as woken, claimed_by is not null as running, step from task
        where provider_id = $1 and id = $2 and state <> 'finished'`,
    values: [key.providerId, key.id]
  })
  return { outcome: row === undefined ? 'over' : row.running ? 'running' : 'woken', step: row?.step }
}

/** Lets a task that is parked run again. False when it was not parked, or waits for an approval. */
export async function releaseTask (db: Queryable, key: TaskKey, note?: TicketNote): Promise<boolean> {
  const { rowCount } = await db.query({
    text:
      // Its step begins anew: all of its attempts and of its time.
      `update task set state = 'ready', crashes = 0, poison_suspect = false, attempt = 0, step_entered_at = now(),
        ${noted} where provider_id = $1 and id = $2
        and state = 'parked' and asked is null returning pg_notify('task_ready', '')`,
    values: [key.providerId, key.id, ...noteOf(note)]
  })
  return rowCount === 1
}

/** What a person decides about a parked task, and why. */
export interface NewDecision {
  readonly verdict: Verdict
  readonly by: string
  readonly reason: string | undefined
  readonly ticketId: string | undefined
}

/**
 * Decides about a parked task, which then goes on. `unfit`: it waits for no approval, or is not one that can be closed;
 * `own`: who asked for it cannot approve it.
 */
export async function decideTask (
  trx: Queryable, key: TaskKey, { verdict, by, reason, ticketId }: NewDecision
): Promise<'decided' | 'unfit' | 'own'> {
  const { rows: [task] } = await trx.query<{ caller: string, isAsked: boolean, isUndone: boolean }>({
    text: `select caller, asked is not null as "isAsked", asked is null and direction = 'undo' as "isUndone"
      from task where provider_id = $1 and id = $2 and state = 'parked' for update`,
    values: [key.providerId, key.id]
  })
  if (task === undefined || !(verdict === 'closed' ? task.isUndone : task.isAsked)) return 'unfit'
  if (verdict !== 'closed' && isSamePerson(task.caller, by)) return 'own'
  const told = `${verdict.replace(/^./, letter => letter.toUpperCase())} by ${by}` +
    `${ticketId === undefined ? '' : ` under ticket ${ticketId}`}${reason === undefined ? '.' : `: ${reason}`}`
  await trx.query({
    text: `with decided as (
        update task set state = 'ready', crashes = 0, poison_suspect = false, attempt = 0, step_entered_at = now(),
          decision = coalesce(asked, '{}') || jsonb_build_object('verdict', $5::text, 'by', $6::text,
            'reason', $7::text, 'step', step, 'at', now()), asked = null, ${noted}
        where provider_id = $1 and id = $2
        returning provider_id, id, kind, step, status, $5::text as event, pg_notify('task_ready', '')
      ), noted as (${noteEvents('decided')}) select from decided`,
    values: [key.providerId, key.id, ticketId ?? null, told, verdict, by, reason ?? null]
  })
  return 'decided'
}

/** Stands in the input of a task that has forgotten secrets, so that nobody tries it again without them. */
export const forgottenMark = 'secretsForgotten'

const marked = ` || jsonb_build_object('${forgottenMark}', true)`

/** Takes parts out of what a task remembers, each by the keys that lead to it. */
export async function forgetPaths (
  db: Queryable, key: TaskKey, paths: { input: readonly string[][], progress: readonly string[][] }
): Promise<void> {
  for (const column of ['input', 'progress'] as const) {
    for (const path of paths[column]) {
      await db.query({
        text: `update task set ${column} = ${column} #- $3::text[]${column === 'input' ? marked : ''}
          where provider_id = $1 and id = $2`,
        values: [key.providerId, key.id, path]
      })
    }
  }
}
