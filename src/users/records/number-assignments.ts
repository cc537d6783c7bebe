import type { Queryable } from '../../database/connect.ts'
import type { AssignmentState } from '../../schemas/vocabulary/assignment.ts'

/** What became of a number in its tenant; `userId` is who has it now. `acted` says that it was our doing. */
export interface AssignmentSeen {
  number: string
  status: Extract<AssignmentState, 'Unassigned' | 'UserAssigned' | 'VoiceApp'>
  userId?: string | undefined
  acted: boolean
}

/**
 * Keeps what was seen at Microsoft, in the numbers and in the copy of the users, in one statement. What we did
 * ourselves, and what differs from what was known, enters the history.
 */
export async function recordAssignments (
  db: Queryable, by: { providerId: number, taskId: string, caller: string }, msTenantId: string,
  seen: readonly AssignmentSeen[]
): Promise<void> {
  if (seen.length === 0) return
  await db.query({
    text: `
      with seen as (
        select * from unnest($5::text[], $6::text[], $7::uuid[], $8::bool[]) as s (number, status, user_id, acted)
      ), freed as (
        update tenant_user u set number = null, number_type = null from seen s
        where u.provider_id = $1 and u.ms_tenant_id = $4 and u.number = s.number and u.id is distinct from s.user_id
      ), given as (
        update tenant_user u set number = s.number, number_type = 'operatorConnect' from seen s
        where u.provider_id = $1 and u.ms_tenant_id = $4 and u.id = s.user_id
      ), known as (
        select n.number, coalesce(n.assignment_status, 'Unassigned') as status from number n
          join seen s on s.number = n.number
        where n.provider_id = $1 and n.ms_tenant_id = $4
      ), kept as (
        update number n set assignment_status = s.status, microsoft_seen_at = now() from seen s
        where n.provider_id = $1 and n.ms_tenant_id = $4 and n.number = s.number
      ) insert into number_history (provider_id, number, change, task_id, caller, before, after)
      select $1, s.number, case s.status when 'Unassigned' then 'unassigned' else 'assigned' end, $2, $3,
        jsonb_build_object('msTenantId', $4::uuid, 'assignmentStatus', k.status),
        jsonb_strip_nulls(jsonb_build_object('msTenantId', $4::uuid, 'assignmentStatus', s.status, 'userId', s.user_id))
      from seen s join known k on k.number = s.number where s.acted or k.status is distinct from s.status
        order by s.number`,
    values: [
      by.providerId, by.taskId, by.caller, msTenantId, seen.map(entry => entry.number), seen.map(entry => entry.status),
      seen.map(entry => entry.userId ?? null), seen.map(entry => entry.acted)
    ]
  })
}
