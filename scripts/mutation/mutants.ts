import type { Mutant } from './mutant.ts'

/** Every promise about exclusivity, fencing, order and scope, each with a change of one line that breaks it. */
export const mutants: readonly Mutant[] = [
  // Claims: which worker gets which task.
  {
    name: 'claim-skips-locked',
    promise: 'A task that one worker is just claiming is passed over by the others.',
    file: 'src/database/claims.ts',
    search: 'for update skip locked',
    replace: 'for update',
    test: [
      'test/database/claims.test.ts',
      'a task that one worker is just claiming is passed over by another, which waits for nobody'
    ]
  },
  {
    name: 'claim-free-tasks-only',
    promise: 'A task that a worker holds is claimed by nobody else.',
    file: 'src/database/claims.ts',
    search: 'and t.claimed_by is null and t.lane = lanes.lane',
    replace: 'and t.lane = lanes.lane',
    test: ['test/database/claims.test.ts', 'a task that a worker holds is claimed by nobody else']
  },
  {
    name: 'claim-counts',
    promise: 'Each claim has a fencing token of its own.',
    file: 'src/database/claims.ts',
    search: 'fence = t.fence + 1',
    replace: 'fence = t.fence',
    test: [
      'test/database/claims.test.ts',
      'each claim is told from the one before, so that a write can name the claim it was made under'
    ]
  },
  {
    name: 'claim-in-order',
    promise: 'Tasks of one lane are claimed in the order in which they came.',
    file: 'src/database/claims.ts',
    search: 'order by t.sequence limit',
    replace: 'order by t.sequence desc limit',
    test: ['test/database/claims.test.ts', 'tasks of one lane are claimed in the order in which they came']
  },
  {
    name: 'claim-within-lane-share',
    promise: 'No lane gets more places of a worker than its share leaves it.',
    file: 'src/database/claims.ts',
    search: 'else $7 - coalesce(busy.count, 0) end as room',
    replace: 'else $7 end as room',
    test: ['test/database/claims.test.ts', 'no lane gets more places of a worker than its share leaves it']
  },
  {
    name: 'claim-fair-to-lanes',
    promise: 'The lanes share one claim fairly, however many tasks each has.',
    file: 'src/database/claims.ts',
    search: 'count(*))))::int from lanes each_lane',
    replace: '1)))::int from lanes each_lane limit 1',
    test: ['test/database/claims.test.ts', 'the lanes share one claim fairly, however many tasks each has']
  },
  {
    name: 'claim-goes-round-lanes',
    promise: 'The next claim begins behind the lane where the last one ended.',
    file: 'src/database/claims.ts',
    search: "where state = 'ready' and claimed_by is null and lane > $3 order by lane",
    replace: "where state = 'ready' and claimed_by is null and lane <= $3 order by lane",
    test: [
      'test/database/claims.test.ts',
      'the next claim begins behind the lane where the last one ended, and wraps round'
    ]
  },
  {
    name: 'claim-known-kinds-only',
    promise: 'Tasks of kinds that this version does not know are left to newer workers.',
    file: 'src/database/claims.ts',
    search: 'and t.kind = any ($5::text[])',
    replace: 'and $5::text[] is not null',
    test: [
      'test/database/claims.test.ts', 'tasks of kinds that this version does not know are left to newer workers'
    ]
  },
  {
    name: 'claim-by-living-worker',
    promise: 'A worker that was ended claims nothing.',
    file: 'src/database/claims.ts',
    search: 'where id = $1 and ended_at is null for share',
    replace: 'where id = $1 for share',
    test: ['test/database/claims.test.ts', 'a worker that was ended claims nothing']
  },
  {
    name: 'claim-locks-worker',
    promise: 'Nobody ends a worker while a claim of it is under way.',
    file: 'src/database/claims.ts',
    search: 'and ended_at is null for share',
    replace: 'and ended_at is null',
    test: ['test/database/claims.test.ts', 'nobody ends a worker while a claim of it is under way']
  },

  // Workers: who is alive, and what becomes of what the dead held.
  {
    name: 'orphans-of-the-dead-only',
    promise: 'What a living worker holds stays with it.',
    file: 'src/database/workers.ts',
    search: 'where w.id = t.claimed_by and w.ended_at is null)',
    replace: 'where w.id = t.claimed_by and false)',
    test: [
      'test/database/workers.test.ts',
      'what an ended worker held goes to others, and what a living one holds stays with it'
    ]
  },
  {
    name: 'orphans-skip-locked',
    promise: 'Returning orphans waits for no task that somebody is just writing to.',
    file: 'src/database/workers.ts',
    search: `where w.id = t.claimed_by and w.ended_at is null)
        for update skip locked`,
    replace: 'where w.id = t.claimed_by and w.ended_at is null) for update',
    test: [
      'test/database/workers.test.ts',
      'a task that somebody is just writing to is passed over when orphans are returned, and nobody waits for it'
    ]
  },
  {
    name: 'orphans-stay-listed',
    promise: 'A worker stays on the list until all that it held is returned.',
    file: 'src/database/workers.ts',
    search: "and not exists (select from task t where t.state = 'ready' and t.claimed_by = w.id)",
    replace: '',
    test: [
      'test/database/fence.test.ts', 'what an ended worker held is given back, all of it',
      'also what somebody is just writing to: it is looked at again'
    ]
  },
  {
    name: 'orphans-blame-the-probed',
    promise: 'Of the suspects that died with their worker only the one that ran alone is blamed again.',
    file: 'src/database/workers.ts',
    search: 'case when t.crashes = 0 or t.probing then',
    replace: 'case when t.crashes >= 0 then',
    test: [
      'test/database/workers.test.ts',
      'of the suspects that died with their worker only the one that ran alone is blamed again'
    ]
  },
  {
    name: 'orphans-crash-limit',
    promise: 'A task is set aside after as many deaths as the limit says.',
    file: 'src/database/workers.ts',
    search: 'case when o.crashes >= $1 then',
    replace: 'case when o.crashes > $1 then',
    test: [
      'test/database/workers.test.ts', 'a task is set aside after as many deaths as the limit says, and not before'
    ]
  },
  {
    name: 'orphans-free-permits',
    promise: 'Permits of an ended worker, and no others, are gone with what it held.',
    file: 'src/database/workers.ts',
    search: 'where w.id = p.worker_id and w.ended_at is not null',
    replace: 'where w.id = p.worker_id',
    test: ['test/database/workers.test.ts', 'permits of an ended worker are gone with what it held']
  },
  {
    name: 'retire-ends-first',
    promise: 'A worker that stops ends before it hands back, so that no claim of it is forgotten.',
    file: 'src/database/workers.ts',
    search: 'await endWorkers(db, [workerId])',
    replace: '',
    test: [
      'test/database/workers.test.ts',
      'a worker that stops ends first, so that a claim which is still under way is handed back too'
    ]
  },
  {
    name: 'beat-of-the-ended',
    promise: 'A worker that others have ended is told so by its next heartbeat.',
    file: 'src/database/workers.ts',
    search: 'set heartbeat_at = now() where id = $1 and ended_at is null',
    replace: 'set heartbeat_at = now() where id = $1',
    test: ['test/database/workers.test.ts', 'a worker that others have ended is told so by its next heartbeat']
  },
  {
    name: 'beat-sweeps-only-when-awake',
    promise: 'A worker that was silent itself ends nobody.',
    file: 'src/database/workers.ts',
    search: 'where $3 and ended_at is null and id <> $1',
    replace: 'where ($3 or true) and ended_at is null and id <> $1',
    test: [
      'test/database/workers.test.ts',
      'a heartbeat ends workers that were silent for longer than their lease, and no others'
    ]
  },
  {
    name: 'beat-respects-leases',
    promise: 'A worker within its lease is not ended.',
    file: 'src/database/workers.ts',
    search: 'heartbeat_at < now() - make_interval(secs => $2) returning id',
    replace: 'heartbeat_at <= now() and $2 > 0 returning id',
    test: [
      'test/database/workers.test.ts',
      'a heartbeat ends workers that were silent for longer than their lease, and no others'
    ]
  },
  {
    name: 'due-when-due',
    promise: 'A waiting task becomes ready when it is due, and not before.',
    file: 'src/database/workers.ts',
    search: "where state = 'waiting' and run_at <= now()",
    replace: "where state = 'waiting'",
    test: ['test/database/workers.test.ts', 'a waiting task becomes ready when it is due, and not before']
  },
  {
    name: 'due-skips-locked',
    promise: 'Readying due tasks waits for no task that somebody is just writing to.',
    file: 'src/database/workers.ts',
    search: 'order by run_at limit 2000 for update skip locked',
    replace: 'order by run_at limit 2000 for update',
    test: [
      'test/database/workers.test.ts',
      'a due task that somebody is just writing to is passed over, and nobody waits for it'
    ]
  },

  // The journal: a write of a worker counts under the claim that it was made under, and no other.
  {
    name: 'journal-fencing-token',
    promise: 'A worker that lost a task and has it again writes nothing under the old claim.',
    file: 'src/database/journal.ts',
    search: 't.claimed_by = $1 then t.fence end = j.fence',
    replace: 't.claimed_by = $1 then j.fence end = j.fence',
    test: [
      'test/database/fence.test.ts', 'a journal entry made under a claim that is not held any more changes nothing'
    ]
  },
  {
    name: 'journal-holder',
    promise: 'A worker writes nothing of a task that was taken from it, before another one has claimed it too.',
    file: 'src/database/journal.ts',
    search: "t.state = 'ready' and t.claimed_by = $1 then",
    replace: "t.state = 'ready' and (t.claimed_by = $1 or true) then",
    test: [
      'test/database/fence.test.ts', 'a journal entry made under a claim that is not held any more changes nothing'
    ]
  },
  {
    name: 'journal-closes-held-items',
    promise: 'The end of a task closes the items of that task only.',
    file: 'src/database/journal.ts',
    search: 'i.provider_id = k.provider_id and i.task_id = k.id',
    replace: 'i.provider_id = k.provider_id',
    test: [
      'test/database/fence.test.ts',
      'ends of tasks close their items in the same statement: those of the tasks that are held, and no others'
    ]
  },
  {
    name: 'journal-wakes-the-canceled',
    promise: 'A step that waits does not sleep through a cancellation that came while it ran.',
    file: 'src/database/journal.ts',
    search: 'and t.cancellation_requested) then',
    replace: 'and t.cancellation_requested and false) then',
    test: [
      'test/database/fence.test.ts', 'a step that waits does not sleep through a cancellation that came while it ran'
    ]
  },
  {
    name: 'probing-by-the-holder',
    promise: 'A suspect is marked only by the worker that holds it, under its last claim.',
    file: 'src/database/claims.ts',
    search: 'and id = $2 and fence = $3 and claimed_by = $4',
    replace: 'and id = $2 and fence = $3 and $4 > 0',
    test: [
      'test/database/whose-it-is.test.ts',
      'a suspect is marked as running alone only by the worker that holds it, under its last claim'
    ]
  },
  {
    name: 'probing-under-the-last-claim',
    promise: 'A suspect is marked only under its last claim.',
    file: 'src/database/claims.ts',
    search: 'and id = $2 and fence = $3 and claimed_by = $4',
    replace: 'and id = $2 and $3 > 0 and claimed_by = $4',
    test: [
      'test/database/whose-it-is.test.ts',
      'a suspect is marked as running alone only by the worker that holds it, under its last claim'
    ]
  },
  {
    name: 'cancel-wakes',
    promise: 'A cancellation wakes a task that waits or was set aside.',
    file: 'src/database/task-control.ts',
    search: "case when state in ('waiting', 'set-aside') then 'ready' else state end",
    replace: 'state',
    test: [
      'test/database/whose-it-is.test.ts',
      'a cancellation wakes a task that waits or was set aside, and comes too late for one that is over'
    ]
  },
  {
    name: 'cancel-in-time',
    promise: 'A task that is over is not canceled any more.',
    file: 'src/database/task-control.ts',
    search: "and state <> 'finished' returning pg_notify",
    replace: 'returning pg_notify',
    test: [
      'test/database/whose-it-is.test.ts',
      'a cancellation wakes a task that waits or was set aside, and comes too late for one that is over'
    ]
  },

  // Records: of two who want one thing in the same instant one gets it, and nobody lets go of what another one has.
  {
    name: 'licence-lock',
    promise: 'Of two tasks that want the last licence of a customer one gets it.',
    file: 'src/database/licence-holds.ts',
    search: `where provider_id = $1 and ms_tenant_id = $2 for no ' +
        'key update'`,
    replace: "where provider_id = $1 and ms_tenant_id = $2'",
    test: [
      'test/database/one-at-a-time.test.ts', 'of two tasks that want the last licence of a customer one gets it'
    ]
  },
  {
    name: 'site-claims-lock',
    promise: 'Of two sites that want one row of an SBC one gets it.',
    file: 'src/database/site-claims.ts',
    search: 'order by id for no key update',
    replace: 'order by id',
    test: [
      'test/database/one-at-a-time.test.ts',
      'of two sites that want one row of an SBC one gets it, and the other is told whose it is'
    ]
  },
  {
    name: 'site-claims-of-others',
    promise: 'A row of an SBC that another site has is not claimed.',
    file: 'src/database/site-claims.ts',
    search: 'if (taken === undefined) await claimRows',
    replace: 'await claimRows',
    test: [
      'test/database/one-at-a-time.test.ts',
      'of two sites that want one row of an SBC one gets it, and the other is told whose it is'
    ]
  },
  {
    name: 'last-site-lock',
    promise: 'Of the two last sites of a customer with numbers only one can be taken out of use.',
    file: 'src/database/sites.ts',
    search: "'s.provider_id = $1 and s.id = $2 for update of c'",
    replace: "'s.provider_id = $1 and s.id = $2'",
    test: [
      'test/database/one-at-a-time.test.ts',
      'of the two last sites of a customer with numbers only one can be taken out of use'
    ]
  },
  {
    name: 'channel-lock',
    promise: 'Of two leads for which a channel has one place one is licensed.',
    file: 'src/database/channels.ts',
    search: 'where provider_id = $1 and id = $2 for update',
    replace: 'where provider_id = $1 and id = $2',
    test: [
      'test/database/one-at-a-time.test.ts', 'of two leads for which a channel has one place one is licensed'
    ]
  },
  {
    name: 'lead-lock',
    promise: 'A lead that is just being licensed cannot be taken back.',
    file: 'src/database/customer-creation.ts',
    search: 'for share of lead on conflict do nothing',
    replace: 'on conflict do nothing',
    test: ['test/database/one-at-a-time.test.ts', 'a lead that is just being licensed cannot be taken back']
  },
  {
    name: 'template-lock',
    promise: 'Two edits of one script template come one after the other.',
    file: 'src/database/script-templates.ts',
    search: "and state <> 'finished') for no key update",
    replace: "and state <> 'finished')",
    test: ['test/database/one-at-a-time.test.ts', 'two edits of one script template come one after the other']
  },
  {
    name: 'addresses-skip-locked',
    promise: 'Civic addresses of a lead are asked for once, and who comes second waits for nobody.',
    file: 'src/database/leads.ts',
    search: 'for update skip locked',
    replace: 'for update',
    test: [
      'test/database/one-at-a-time.test.ts',
      'civic addresses of a new lead are asked for by one of those that want them in the same instant'
    ]
  },
  {
    name: 'one-sweeper',
    promise: 'One worker at a time deletes what is old.',
    file: 'src/database/retention.ts',
    search: 'return rows[0]?.leads === true',
    replace: 'return rows[0]?.leads !== undefined',
    test: [
      'test/database/one-at-a-time.test.ts',
      'one worker at a time deletes what is old, and the others do not wait for it'
    ]
  },
  {
    name: 'site-held-by-one-task',
    promise: 'A site is changed by one task at a time.',
    file: 'src/database/sites.ts',
    search: "select from task t where t.provider_id = $1 and t.id = held_by and t.state <> 'finished')) returning id",
    replace: "select from task t where t.provider_id = $1 and t.id = held_by and t.state = 'gone')) returning id",
    test: [
      'test/database/whose-it-is.test.ts',
      'a site is changed by one task at a time, and a task lets go of no site but its own'
    ]
  },
  {
    name: 'site-released-by-its-task',
    promise: 'A task lets go of no site but its own.',
    file: 'src/database/sites.ts',
    search: "set held_by = null where provider_id = $1 and id = $2 and held_by = $3'",
    replace: "set held_by = null where provider_id = $1 and id = $2 and $3 <> \\'\\''",
    test: [
      'test/database/whose-it-is.test.ts',
      'a site is changed by one task at a time, and a task lets go of no site but its own'
    ]
  },
  {
    name: 'site-abandoned-by-its-task',
    promise: 'A task that ends badly leaves sites alone that another one has.',
    file: 'src/database/sites.ts',
    search: 'and (held_by is null or held_by = $3) and (deployment_state in',
    replace: "and (held_by is null or $3 <> '') and (deployment_state in",
    test: [
      'test/database/whose-it-is.test.ts',
      'a site is changed by one task at a time, and a task lets go of no site but its own'
    ]
  },
  {
    name: 'lead-retired-by-one-task',
    promise: 'A lead that one task is deleting is not deleted by another.',
    file: 'src/database/leads.ts',
    search: "'is null or deleting_task = $3) returning id'",
    replace: "'is null or $3::text is not null) returning id'",
    test: [
      'test/database/whose-it-is.test.ts', 'a lead that one task is deleting is left alone by the others'
    ]
  },
  {
    name: 'lead-kept-by-its-task',
    promise: 'A lead that one task is deleting is not brought back by another.',
    file: 'src/database/leads.ts',
    search: "'coalesce(deleting_task, $3) = $3'",
    replace: "'$3 = $3'",
    test: [
      'test/database/whose-it-is.test.ts', 'a lead that one task is deleting is left alone by the others'
    ]
  },
  {
    name: 'leaving-ended-by-its-task',
    promise: 'A customer that one task takes away stays so, whatever another one ends.',
    file: 'src/database/customer-removal.ts',
    search: "and customer_id = $2 and task_id = $3',",
    replace: "and customer_id = $2 and $3 <> \\'\\'',",
    test: [
      'test/database/whose-it-is.test.ts', 'a customer that one task takes away stays so, whatever another one ends'
    ]
  },
  {
    name: 'sync-one-task',
    promise: 'A tenant is synchronized by one task at a time.',
    file: 'src/database/number-sync.ts',
    search: "and t.id = y.task_id and t.state <> 'finished') returning task_id",
    replace: "and t.id = y.task_id and t.state = 'gone') returning task_id",
    test: [
      'test/database/whose-it-is.test.ts',
      'a tenant is synchronized by one task at a time, and what another one writes of it is not kept'
    ]
  },
  {
    name: 'sync-marks-by-its-task',
    promise: 'A synchronization that does not have the tenant marks nothing for removal.',
    file: 'src/database/number-sync.ts',
    search: 'and y.task_id = $3 and n.removal_status = 0',
    replace: 'and (y.task_id = $3 or true) and n.removal_status = 0',
    test: [
      'test/database/whose-it-is.test.ts',
      'a tenant is synchronized by one task at a time, and what another one writes of it is not kept'
    ]
  },
  {
    name: 'sync-leaves-its-tenant',
    promise: 'A synchronization gives up no tenant but its own.',
    file: 'src/database/number-sync.ts',
    search: 'and ms_tenant_id = $2 and task_id = $3 returning 1)',
    replace: "and ms_tenant_id = $2 and $3 <> '' returning 1)",
    test: [
      'test/database/whose-it-is.test.ts',
      'a tenant is synchronized by one task at a time, and what another one writes of it is not kept'
    ]
  },
  {
    name: 'sync-spares-missing-held',
    promise: 'A number that a running task holds is not missing for a synchronization.',
    file: 'src/database/number-sync.ts',
    search: 'i.provider_id = n.provider_id and i.number = n.number and i.active)`',
    replace: 'i.provider_id = n.provider_id and i.number = n.number and i.active and false)`',
    test: [
      'test/database/whose-it-is.test.ts', 'a number that a running task holds is not changed by a synchronization'
    ]
  },
  {
    name: 'sync-spares-seen-held',
    promise: 'A number that a running task holds is not renewed by a synchronization.',
    file: 'src/database/number-sync.ts',
    search: 'and j.ours and not j.held and j.was is distinct',
    replace: 'and j.ours and j.was is distinct',
    test: [
      'test/database/whose-it-is.test.ts', 'a number that a running task holds is not changed by a synchronization'
    ]
  },
  {
    name: 'licence-known-before',
    promise: 'A licence is changed only by a task that knows what it is now.',
    file: 'src/database/licences.ts',
    search: 'where provider_id = $1 and id = $2 and license_type = $3 returning id',
    replace: 'where provider_id = $1 and id = $2 and $3 > 0 returning id',
    test: [
      'test/database/whose-it-is.test.ts', 'a licence is changed only by a task that knows what it is now'
    ]
  },
  {
    name: 'watch-given-once',
    promise: 'Each SBC is given to one of those that look for unwatched ones.',
    file: 'src/database/sbcs.ts',
    search: 'where h.watched_until <= now()',
    replace: '',
    test: [
      'test/database/whose-it-is.test.ts', 'each SBC is given to one of those that look for unwatched ones'
    ]
  },
  {
    name: 'import-part-begun-once',
    promise: 'A part of an import is begun once.',
    file: 'src/database/import-parts.ts',
    search: "and part = $3 and state = 'waiting'`",
    replace: 'and part = $3`',
    test: ['test/database/whose-it-is.test.ts', 'a part of an import is begun once']
  }
]
