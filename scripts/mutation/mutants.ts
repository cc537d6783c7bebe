/* eslint no-template-curly-in-string: off -- texts of the sources hold templates */
import type { Mutant } from './mutant.ts'

/** Where it is worded which rows lie within a reach. */
const reachFile = 'src/tenancy/records/reach.ts'
/** Row-level security would hide what a read of ours forgot to leave out. */
const firstWallAlone = { DATABASE_ROW_SECURITY: 'off' }

/** Every promise about exclusivity, fencing tokens, order and scope, each with a change of one line that breaks it. */
export const mutants: readonly Mutant[] = [
  // Approvals: what a person decides of a parked task.
  {
    name: 'approval-by-another',
    promise: 'Nobody approves what they asked for themselves.',
    file: 'src/engine/records/task-control.ts',
    search: "if (verdict !== 'closed' && isSamePerson(task.caller, by)) return 'own'",
    replace: '',
    test: [
      'test/engine/approval.test.ts',
      'a step that asks for an approval runs again when somebody else has given it'
    ]
  },
  {
    name: 'approval-not-by-release',
    promise: 'Releasing a task is no way around its approval.',
    file: 'src/engine/records/task-control.ts',
    search: "and state = 'parked' and asked is null returning",
    replace: "and state = 'parked' returning",
    test: [
      'test/engine/approval.test.ts',
      'a step that asks for an approval runs again when somebody else has given it'
    ]
  },
  {
    name: 'approval-of-one-step',
    promise: 'What is approved is what one step has asked for.',
    file: 'src/engine/approval.ts',
    search: "if (decision?.verdict !== 'approved' || decision.step !== step) return undefined",
    replace: "if (decision?.verdict !== 'approved') return undefined",
    test: ['test/engine/approval.test.ts', 'an approval says nothing about a later step']
  },
  {
    name: 'lease-in-doubt',
    promise: 'A worker that lives on keeps no claim that it does not work on.',
    file: 'src/engine/task-execution.ts',
    search: "if (this.#state === 'running' && await handBack(dependencies.db, workerId, this.row)) {",
    replace: 'if (Number(workerId) < 0) {',
    test: [
      'test/engine/held-task.test.ts',
      'a task whose lease was in doubt for a moment is handed back, for nobody else would take it'
    ]
  },

  // Claims: which worker gets which task.
  {
    name: 'claim-skips-locked',
    promise: 'A task that one worker is just claiming is passed over by the others.',
    file: 'src/engine/records/claims.ts',
    search: 'for update skip locked',
    replace: 'for update',
    test: [
      'test/engine/claims.test.ts',
      'a task that one worker is just claiming is passed over by another, which waits for nobody'
    ]
  },
  {
    name: 'claim-free-tasks-only',
    promise: 'A task that a worker holds is claimed by nobody else.',
    file: 'src/engine/records/claims.ts',
    search: 'and t.claimed_by is null and t.partition_key = partitions.partition_key',
    replace: 'and t.partition_key = partitions.partition_key',
    test: ['test/engine/claims.test.ts', 'a task that a worker holds is claimed by nobody else']
  },
  {
    name: 'claim-counts',
    promise: 'Each claim has a fencing token of its own.',
    file: 'src/engine/records/claims.ts',
    search: 'fencing_token = t.fencing_token + 1',
    replace: 'fencing_token = t.fencing_token',
    test: [
      'test/engine/claims.test.ts',
      'each claim has a fencing token of its own, so that a write can name the claim it was made under'
    ]
  },
  {
    name: 'claim-in-order',
    promise: 'Tasks of one partition are claimed in the order in which they came.',
    file: 'src/engine/records/claims.ts',
    search: 'order by t.sequence limit',
    replace: 'order by t.sequence desc limit',
    test: ['test/engine/claims.test.ts', 'tasks of one partition are claimed in the order in which they came']
  },
  {
    name: 'claim-within-partition-share',
    promise: 'No partition gets more places of a worker than its share leaves it.',
    file: 'src/engine/records/claims.ts',
    search: 'else $7 - coalesce(busy.count, 0) end as room',
    replace: 'else $7 end as room',
    test: ['test/engine/claims.test.ts', 'no partition gets more places of a worker than its share leaves it']
  },
  {
    name: 'claim-fair-to-partitions',
    promise: 'The partitions share one claim fairly, however many tasks each has.',
    file: 'src/engine/records/claims.ts',
    search: 'count(*))))::int from partitions each_partition',
    replace: '1)))::int from partitions each_partition limit 1',
    test: ['test/engine/claims.test.ts', 'the partitions share one claim fairly, however many tasks each has']
  },
  {
    name: 'claim-goes-round-partitions',
    promise: 'The next claim begins behind the partition where the last one ended.',
    file: 'src/engine/records/claims.ts',
    search: "where state = 'ready' and claimed_by is null and partition_key > $3 order by partition_key",
    replace: "where state = 'ready' and claimed_by is null and partition_key <= $3 order by partition_key",
    test: [
      'test/engine/claims.test.ts',
      'the next claim begins behind the partition where the last one ended, and wraps round'
    ]
  },
  {
    name: 'claim-known-kinds-only',
    promise: 'Tasks of kinds that this version does not know are left to newer workers.',
    file: 'src/engine/records/claims.ts',
    search: 'and t.kind = any ($5::text[])',
    replace: 'and $5::text[] is not null',
    test: [
      'test/engine/claims.test.ts', 'tasks of kinds that this version does not know are left to newer workers'
    ]
  },
  {
    name: 'claim-by-living-worker',
    promise: 'A worker that was ended claims nothing.',
    file: 'src/engine/records/claims.ts',
    search: 'where id = $1 and ended_at is null for share',
    replace: 'where id = $1 for share',
    test: ['test/engine/claims.test.ts', 'a worker that was ended claims nothing']
  },
  {
    name: 'claim-locks-worker',
    promise: 'Nobody ends a worker while a claim of it is under way.',
    file: 'src/engine/records/claims.ts',
    search: 'and ended_at is null for share',
    replace: 'and ended_at is null',
    test: ['test/engine/claims.test.ts', 'nobody ends a worker while a claim of it is under way']
  },

  // Workers: who is alive, and what becomes of what the dead held.
  {
    name: 'orphans-of-the-dead-only',
    promise: 'What a living worker holds stays with it.',
    file: 'src/engine/records/workers.ts',
    search: 'where w.id = t.claimed_by and w.ended_at is null)',
    replace: 'where w.id = t.claimed_by and false)',
    test: [
      'test/engine/workers.test.ts',
      'what an ended worker held goes to others, and what a living one holds stays with it'
    ]
  },
  {
    name: 'orphans-skip-locked',
    promise: 'Returning orphans waits for no task that somebody is just writing to.',
    file: 'src/engine/records/workers.ts',
    search: `where w.id = t.claimed_by and w.ended_at is null)
        for update skip locked`,
    replace: 'where w.id = t.claimed_by and w.ended_at is null) for update',
    test: [
      'test/engine/workers.test.ts',
      'a task that somebody is just writing to is passed over when orphans are returned, and nobody waits for it'
    ]
  },
  {
    name: 'orphans-stay-listed',
    promise: 'A worker stays on the list until all that it held is returned.',
    file: 'src/engine/records/workers.ts',
    search: "and not exists (select from task t where t.state = 'ready' and t.claimed_by = w.id)",
    replace: '',
    test: [
      'test/engine/fencing-token.test.ts', 'everything that an ended worker held is given back',
      'a task that somebody is just writing to is given back by the next look'
    ]
  },
  {
    name: 'orphans-blame-the-marked',
    promise: 'Of the suspects that died with their worker only the one that ran alone is blamed again.',
    file: 'src/engine/records/workers.ts',
    search: 'case when t.crashes = 0 or t.poison_suspect then',
    replace: 'case when t.crashes >= 0 then',
    test: [
      'test/engine/workers.test.ts',
      'of the suspects that died with their worker only the one that ran alone is blamed again'
    ]
  },
  {
    name: 'orphans-crash-limit',
    promise: 'A task is parked after as many deaths as the limit says.',
    file: 'src/engine/records/workers.ts',
    search: 'case when o.crashes >= $1 then',
    replace: 'case when o.crashes > $1 then',
    test: [
      'test/engine/workers.test.ts', 'a task is parked after as many deaths as the limit says, and not before'
    ]
  },
  {
    name: 'orphans-free-permits',
    promise: 'Permits of an ended worker, and no others, are gone with what it held.',
    file: 'src/engine/records/workers.ts',
    search: 'where w.id = p.worker_id and w.ended_at is not null',
    replace: 'where w.id = p.worker_id',
    test: ['test/engine/workers.test.ts', 'permits of an ended worker are gone with what it held']
  },
  {
    name: 'retire-ends-first',
    promise: 'A worker that stops ends before it hands back, so that no claim of it is forgotten.',
    file: 'src/engine/records/workers.ts',
    search: 'await endWorkers(db, [workerId])',
    replace: '',
    test: [
      'test/engine/workers.test.ts',
      'a worker that stops ends first, so that a claim which is still under way is handed back too'
    ]
  },
  {
    name: 'heartbeat-of-the-ended',
    promise: 'A worker that others have ended is told so by its next heartbeat.',
    file: 'src/engine/records/workers.ts',
    search: 'set heartbeat_at = now() where id = $1 and ended_at is null',
    replace: 'set heartbeat_at = now() where id = $1',
    test: ['test/engine/workers.test.ts', 'a worker that others have ended is told so by its next heartbeat']
  },
  {
    name: 'heartbeat-sweeps-only-when-awake',
    promise: 'A worker that was silent itself ends nobody.',
    file: 'src/engine/records/workers.ts',
    search: 'where $3 and ended_at is null and id <> $1',
    replace: 'where ($3 or true) and ended_at is null and id <> $1',
    test: [
      'test/engine/workers.test.ts',
      'a heartbeat ends workers that were silent for longer than their lease, and no others'
    ]
  },
  {
    name: 'heartbeat-respects-leases',
    promise: 'A worker within its lease is not ended.',
    file: 'src/engine/records/workers.ts',
    search: 'heartbeat_at < now() - make_interval(secs => $2) returning id',
    replace: 'heartbeat_at <= now() and $2 > 0 returning id',
    test: [
      'test/engine/workers.test.ts',
      'a heartbeat ends workers that were silent for longer than their lease, and no others'
    ]
  },
  {
    name: 'due-when-due',
    promise: 'A waiting task becomes ready when it is due, and not before.',
    file: 'src/engine/records/workers.ts',
    search: "where state = 'waiting' and run_at <= now()",
    replace: "where state = 'waiting'",
    test: ['test/engine/workers.test.ts', 'a waiting task becomes ready when it is due, and not before']
  },
  {
    name: 'due-skips-locked',
    promise: 'Readying due tasks waits for no task that somebody is just writing to.',
    file: 'src/engine/records/workers.ts',
    search: 'order by run_at limit 2000 for update skip locked',
    replace: 'order by run_at limit 2000 for update',
    test: [
      'test/engine/workers.test.ts',
      'a due task that somebody is just writing to is passed over, and nobody waits for it'
    ]
  },

  // The journal: a write of a worker counts under the claim that it was made under, and no other.
  {
    name: 'journal-fencing-token',
    promise: 'A worker that lost a task and has it again writes nothing under the old claim.',
    file: 'src/engine/records/journal.ts',
    search: 't.claimed_by = $1 then t.fencing_token end = j.fencing_token',
    replace: 't.claimed_by = $1 then j.fencing_token end = j.fencing_token',
    test: [
      'test/engine/fencing-token.test.ts', 'a journal entry that was made under a lost claim changes nothing'
    ]
  },
  {
    name: 'journal-holder',
    promise: 'A worker writes nothing of a task that was taken from it, before another one has claimed it too.',
    file: 'src/engine/records/journal.ts',
    search: "t.state = 'ready' and t.claimed_by = $1 then",
    replace: "t.state = 'ready' and (t.claimed_by = $1 or true) then",
    test: [
      'test/engine/fencing-token.test.ts', 'a journal entry that was made under a lost claim changes nothing'
    ]
  },
  {
    name: 'journal-closes-held-items',
    promise: 'The end of a task closes the items of that task only.',
    file: 'src/engine/records/journal.ts',
    search: 'i.provider_id = k.provider_id and i.task_id = k.id',
    replace: 'i.provider_id = k.provider_id',
    test: [
      'test/engine/fencing-token.test.ts',
      'the end of a task closes its items in the same statement, and no items of other tasks'
    ]
  },
  {
    name: 'journal-wakes-the-canceled',
    promise: 'A step that waits does not sleep through a cancellation that came while it ran.',
    file: 'src/engine/records/journal.ts',
    search: 'and t.cancellation_requested))) then',
    replace: 'and t.cancellation_requested and false))) then',
    test: [
      'test/engine/fencing-token.test.ts', 'a waiting step does not sleep through a cancellation that came while it ran'
    ]
  },
  {
    name: 'poison-suspect-by-the-holder',
    promise: 'A suspect is marked only by the worker that holds it, under its last claim.',
    file: 'src/engine/records/claims.ts',
    search: 'poison_suspect = true where provider_id = $1 and id = $2 and fencing_token = $3 and claimed_by = $4',
    replace: 'poison_suspect = true where provider_id = $1 and id = $2 and fencing_token = $3 and $4 > 0',
    test: [
      'test/app/whose-it-is.test.ts',
      'a suspect is marked as running alone only by the worker that holds it, under its last claim'
    ]
  },
  {
    name: 'poison-suspect-under-the-last-claim',
    promise: 'A suspect is marked only under its last claim.',
    file: 'src/engine/records/claims.ts',
    search: 'poison_suspect = true where provider_id = $1 and id = $2 and fencing_token = $3 and claimed_by = $4',
    replace: 'poison_suspect = true where provider_id = $1 and id = $2 and $3 > 0 and claimed_by = $4',
    test: [
      'test/app/whose-it-is.test.ts',
      'a suspect is marked as running alone only by the worker that holds it, under its last claim'
    ]
  },
  {
    name: 'cancel-wakes',
    promise: 'A cancellation wakes a task that waits or is parked.',
    file: 'src/engine/records/task-control.ts',
    search: "case when state in ('waiting', 'parked') then 'ready' else state end",
    replace: 'state',
    test: [
      'test/app/whose-it-is.test.ts',
      'a cancellation wakes a task that waits or is parked, and comes too late for one that is over'
    ]
  },
  {
    name: 'cancel-in-time',
    promise: 'A task that is over is not canceled any more.',
    file: 'src/engine/records/task-control.ts',
    search: "and state <> 'finished' returning pg_notify",
    replace: 'returning pg_notify',
    test: [
      'test/app/whose-it-is.test.ts',
      'a cancellation wakes a task that waits or is parked, and comes too late for one that is over'
    ]
  },

  // Children: a task makes others as a part of its own work.
  {
    name: 'child-once',
    promise: 'A parent that asks twice for a child has it once.',
    file: 'src/engine/child-tasks.ts',
    search: 'parentId: row.id, childKey: order.key',
    replace: 'parentId: row.id, childKey: `${order.key} ${row.fencingToken}`',
    test: [
      'test/engine/children.test.ts',
      'a worker lost between beginning a child and saying so makes no second child'
    ]
  },
  {
    name: 'child-by-the-holder',
    promise: 'Only the worker that holds the parent makes children of it.',
    file: 'src/engine/records/children.ts',
    search: 'and fencing_token = $3 and claimed_by = $4',
    replace: 'and $3 > 0 and $4 > 0',
    test: ['test/engine/children.test.ts', 'a worker that loses the parent while it begins a child begins none']
  },
  {
    name: 'child-wakes-parent',
    promise: 'The end of a child makes a parent ready that waits.',
    file: 'src/engine/records/children.ts',
    search: "woken = true, state = case state when 'waiting' then 'ready' else state end",
    replace: 'woken = true',
    test: [
      'test/engine/children.test.ts',
      'a parent waits for its children without holding a worker, and goes on when the last one has ended'
    ]
  },
  {
    name: 'journal-wakes-the-woken',
    promise: 'A parent does not sleep through the end of a child that came while it looked.',
    file: 'src/engine/records/journal.ts',
    search: "(j.state = 'waiting' and (t.woken or",
    replace: "(j.state = 'waiting' and (false or",
    test: [
      'test/engine/children.test.ts',
      'a child that ends while its parent is just looking makes it look again'
    ]
  },
  {
    name: 'cancel-reaches-children',
    promise: 'A parent that is canceled cancels its children.',
    file: 'src/engine/records/children.ts',
    search: 'cancellation_requested = true, crashes = 0',
    replace: 'crashes = 0',
    test: [
      'test/engine/children.test.ts',
      'who cancels a parent cancels the tree, and the parent ends after its children'
    ]
  },
  {
    name: 'children-kept-with-parent',
    promise: 'A child is kept for as long as its parent.',
    file: 'src/engine/records/retention.ts',
    search: 't.parent_id is null and not exists',
    replace: 'not exists',
    test: ['test/engine/children.test.ts', 'children are kept as long as their parent, and go with it']
  },
  {
    name: 'parent-kept-with-children',
    promise: 'A parent is not deleted while something below it runs.',
    file: 'src/engine/records/retention.ts',
    search: "select from below where state <> 'finished')",
    replace: 'select from below where false)',
    test: ['test/engine/children.test.ts', 'children are kept as long as their parent, and go with it']
  },
  {
    name: 'items-of-the-tree',
    promise: 'The items of a task are also those of its children.',
    file: 'src/tasks/records/task-items.ts',
    search: 'and c.parent_id = tree.id',
    replace: 'and false',
    test: ['test/engine/children.test.ts', 'the items of a tree are one list']
  },

  // Records: of two who want one thing in the same instant one gets it, and nobody lets go of what another one has.
  {
    name: 'licence-lock',
    promise: 'Of two tasks that want the last licence of a customer one gets it.',
    file: 'src/users/records/licence-holds.ts',
    search: `where provider_id = $1 and ms_tenant_id = $2 for no ' +
        'key update'`,
    replace: "where provider_id = $1 and ms_tenant_id = $2'",
    test: [
      'test/engine/one-at-a-time.test.ts', 'of two tasks that want the last licence of a customer one gets it'
    ]
  },
  {
    name: 'site-claims-lock',
    promise: 'Of two sites that want one row of an SBC one gets it.',
    file: 'src/sites/records/site-claims.ts',
    search: 'order by id for no key update',
    replace: 'order by id',
    test: [
      'test/engine/one-at-a-time.test.ts',
      'of two sites that want one row of an SBC one gets it, and the other is told whose it is'
    ]
  },
  {
    name: 'site-claims-of-others',
    promise: 'A row of an SBC that another site has is not claimed.',
    file: 'src/sites/records/site-claims.ts',
    search: 'if (taken === undefined) await claimRows',
    replace: 'await claimRows',
    test: [
      'test/engine/one-at-a-time.test.ts',
      'of two sites that want one row of an SBC one gets it, and the other is told whose it is'
    ]
  },
  {
    name: 'last-site-lock',
    promise: 'Of the two last sites of a customer with numbers only one can be taken out of use.',
    file: 'src/sites/records/held-sites.ts',
    search: "'s.provider_id = $1 and s.id = $2 for update of c'",
    replace: "'s.provider_id = $1 and s.id = $2'",
    test: [
      'test/engine/one-at-a-time.test.ts',
      'of the two last sites of a customer with numbers only one can be taken out of use'
    ]
  },
  {
    name: 'channel-lock',
    promise: 'Of two leads for which a channel has one place one is licensed.',
    file: 'src/tenancy/records/channels.ts',
    search: 'where provider_id = $1 and id = $2 for update',
    replace: 'where provider_id = $1 and id = $2',
    test: [
      'test/engine/one-at-a-time.test.ts', 'of two leads for which a channel has one place one is licensed'
    ]
  },
  {
    name: 'lead-lock',
    promise: 'A lead that is just being licensed cannot be taken back.',
    file: 'src/customers/records/customer-creation.ts',
    search: 'for share of lead on conflict do nothing',
    replace: 'on conflict do nothing',
    test: ['test/engine/one-at-a-time.test.ts', 'a lead that is just being licensed cannot be taken back']
  },
  {
    name: 'template-lock',
    promise: 'Two edits of one script template come one after the other.',
    file: 'src/sites/records/script-templates.ts',
    search: "and state <> 'finished') for no key update",
    replace: "and state <> 'finished')",
    test: ['test/engine/one-at-a-time.test.ts', 'two edits of one script template come one after the other']
  },
  {
    name: 'addresses-skip-locked',
    promise: 'Civic addresses of a lead are asked for once, and who comes second waits for nobody.',
    file: 'src/customers/records/asked-addresses.ts',
    search: 'for update skip locked',
    replace: 'for update',
    test: [
      'test/engine/one-at-a-time.test.ts',
      'civic addresses of a new lead are asked for by one of those that want them in the same instant'
    ]
  },
  {
    name: 'one-sweeper',
    promise: 'One worker at a time deletes what is old.',
    file: 'src/database/lead.ts',
    search: 'return rows[0]?.leads === true',
    replace: 'return rows[0]?.leads !== undefined',
    test: [
      'test/engine/one-at-a-time.test.ts',
      'one worker at a time deletes what is old, and the others do not wait for it'
    ]
  },
  {
    name: 'site-held-by-one-task',
    promise: 'A site is changed by one task at a time.',
    file: 'src/sites/records/held-sites.ts',
    search: "t.id = held_by and t.state <> 'finished')) and not exists",
    replace: "t.id = held_by and t.state = 'gone')) and not exists",
    test: [
      'test/app/whose-it-is.test.ts',
      'a site is changed by one task at a time, and a task lets go of no site but its own'
    ]
  },
  {
    name: 'site-not-held-while-edited',
    promise: 'A site is not changed while its dial plans are edited.',
    file: 'src/sites/records/held-sites.ts',
    search: 'and not exists (${editors}) returning id',
    replace: 'and ($3::text is not null) returning id',
    test: [
      'test/app/whose-it-is.test.ts',
      'dial plans of a site are edited by several tasks, and by none while it is held'
    ]
  },
  {
    name: 'site-not-edited-while-held',
    promise: 'Dial plans of a site are not edited while a task changes the site.',
    file: 'src/sites/records/held-sites.ts',
    search: 'and id = $2 and not exists (select from task t where',
    replace: 'and id = $2 and not exists (select from task t where false and',
    test: [
      'test/app/whose-it-is.test.ts',
      'dial plans of a site are edited by several tasks, and by none while it is held'
    ]
  },
  {
    name: 'site-released-by-its-task',
    promise: 'A task lets go of no site but its own.',
    file: 'src/sites/records/held-sites.ts',
    search: "set held_by = null where provider_id = $1 and id = $2 and held_by = $3'",
    replace: "set held_by = null where provider_id = $1 and id = $2 and $3 <> \\'\\''",
    test: [
      'test/app/whose-it-is.test.ts',
      'a site is changed by one task at a time, and a task lets go of no site but its own'
    ]
  },
  {
    name: 'site-abandoned-by-its-task',
    promise: 'A task that ends badly leaves sites alone that another one has.',
    file: 'src/sites/records/held-sites.ts',
    search: 'and (held_by is null or held_by = $3) and (deployment_state in',
    replace: "and (held_by is null or $3 <> '') and (deployment_state in",
    test: [
      'test/app/whose-it-is.test.ts',
      'a site is changed by one task at a time, and a task lets go of no site but its own'
    ]
  },
  {
    name: 'lead-retired-by-one-task',
    promise: 'A lead that one task is deleting is not deleted by another.',
    file: 'src/customers/records/direct-leads.ts',
    search: "'is null or deleting_task = $3) returning id'",
    replace: "'is null or $3::text is not null) returning id'",
    test: [
      'test/app/whose-it-is.test.ts', 'a lead that one task is deleting is left alone by the others'
    ]
  },
  {
    name: 'lead-kept-by-its-task',
    promise: 'A lead that one task is deleting is not brought back by another.',
    file: 'src/customers/records/direct-leads.ts',
    search: "'coalesce(deleting_task, $3) = $3'",
    replace: "'$3 = $3'",
    test: [
      'test/app/whose-it-is.test.ts', 'a lead that one task is deleting is left alone by the others'
    ]
  },
  {
    name: 'leaving-ended-by-its-task',
    promise: 'A customer that one task takes away stays so, whatever another one ends.',
    file: 'src/tenancy/records/leaving-customers.ts',
    search: "and customer_id = $2 and task_id = $3',",
    replace: "and customer_id = $2 and $3 <> \\'\\'',",
    test: [
      'test/app/whose-it-is.test.ts', 'a customer that one task takes away stays so, whatever another one ends'
    ]
  },
  {
    name: 'sync-one-task',
    promise: 'A tenant is synchronized by one task at a time.',
    file: 'src/numbers/records/number-sync.ts',
    search: "and t.id = y.task_id and t.state <> 'finished') returning task_id",
    replace: "and t.id = y.task_id and t.state = 'gone') returning task_id",
    test: [
      'test/app/whose-it-is.test.ts',
      'a tenant is synchronized by one task at a time, and what another one writes of it is not kept'
    ]
  },
  {
    name: 'sync-marks-by-its-task',
    promise: 'A synchronization that does not have the tenant marks nothing for removal.',
    file: 'src/numbers/records/number-sync.ts',
    search: 'and y.task_id = $3 and n.removal_status = 0',
    replace: 'and (y.task_id = $3 or true) and n.removal_status = 0',
    test: [
      'test/app/whose-it-is.test.ts',
      'a tenant is synchronized by one task at a time, and what another one writes of it is not kept'
    ]
  },
  {
    name: 'sync-leaves-its-tenant',
    promise: 'A synchronization gives up no tenant but its own.',
    file: 'src/numbers/records/number-sync.ts',
    search: 'and ms_tenant_id = $2 and task_id = $3 returning 1)',
    replace: "and ms_tenant_id = $2 and $3 <> '' returning 1)",
    test: [
      'test/app/whose-it-is.test.ts',
      'a tenant is synchronized by one task at a time, and what another one writes of it is not kept'
    ]
  },
  {
    name: 'sync-spares-missing-held',
    promise: 'A number that a running task holds is not missing for a synchronization.',
    file: 'src/numbers/records/number-sync.ts',
    search: 'i.provider_id = n.provider_id and i.key = n.number and i.active)`',
    replace: 'i.provider_id = n.provider_id and i.key = n.number and i.active and false)`',
    test: [
      'test/app/whose-it-is.test.ts', 'a number that a running task holds is not changed by a synchronization'
    ]
  },
  {
    name: 'sync-spares-seen-held',
    promise: 'A number that a running task holds is not renewed by a synchronization.',
    file: 'src/numbers/records/number-sync.ts',
    search: 'and j.ours and not j.held and j.was is distinct',
    replace: 'and j.ours and j.was is distinct',
    test: [
      'test/app/whose-it-is.test.ts', 'a number that a running task holds is not changed by a synchronization'
    ]
  },
  {
    name: 'licence-known-before',
    promise: 'A licence is changed only by a task that knows what it is now.',
    file: 'src/users/records/licences.ts',
    search: 'where provider_id = $1 and id = $2 and license_type = $3 returning id',
    replace: 'where provider_id = $1 and id = $2 and $3 > 0 returning id',
    test: [
      'test/app/whose-it-is.test.ts', 'a licence is changed only by a task that knows what it is now'
    ]
  },
  {
    name: 'watch-given-once',
    promise: 'Each SBC is given to one of those that look for unwatched ones.',
    file: 'src/sbcs/records/sbc-health.ts',
    search: 'where h.watched_until <= now()',
    replace: '',
    test: [
      'test/app/whose-it-is.test.ts', 'each SBC is given to one of those that look for unwatched ones'
    ]
  },
  {
    name: 'import-part-begun-once',
    promise: 'A part of an import is begun once.',
    file: 'src/numbers/records/import-parts.ts',
    search: "and part = $3 and state = 'waiting'`",
    replace: 'and part = $3`',
    test: ['test/app/whose-it-is.test.ts', 'a part of an import is begun once']
  },
  {
    name: 'removal-moves-in-scope',
    promise: 'A removal status is changed within the scope of its caller only.',
    file: 'src/numbers/records/removal.ts',
    search: 'update number n set removal_status = $5 where ${within} and n.number',
    replace: 'update number n set removal_status = $5 where (${within} or true) and n.number',
    test: ['test/app/whose-it-is.test.ts', 'a removal status is changed within the scope of its caller only']
  },

  // The engine: what a worker does for the tasks it holds, and for those it has lost.
  {
    name: 'lost-step-goes-no-further',
    promise: 'No further step of a task that was lost is run.',
    file: 'src/engine/task-journal.ts',
    search: 'if (!journaled.held) throw new LeaseLost()',
    replace: '',
    test: [
      'test/engine/held-task.test.ts',
      'a step of a task that was lost meanwhile leaves nothing, and no further step of it is run'
    ]
  },
  {
    name: 'lost-effect-is-not-kept',
    promise: 'Database effects of a step are not kept when its task was lost.',
    file: 'src/engine/task-journal.ts',
    search: 'if (journaled === undefined || !journaled.held) throw new LeaseLost()',
    replace: 'if (journaled === undefined) throw new LeaseLost()',
    test: [
      'test/engine/held-task.test.ts',
      'database effects of a step commit with its completion, and not when its task was lost'
    ]
  },
  {
    name: 'effect-commits-with-step',
    promise: 'Database effects of a step commit together with its completion, or not at all.',
    file: 'src/engine/task-journal.ts',
    search: 'for (const effect of effects) await effect(trx)',
    replace: 'for (const effect of effects) await effect(this.#host.dependencies.db)',
    test: [
      'test/engine/held-task.test.ts', 'a step whose effect is refused by the database changes nothing else either'
    ]
  },
  {
    name: 'lost-intention-is-not-acted-upon',
    promise: 'An intention of a task that was lost is not acted upon.',
    file: 'src/engine/task-journal.ts',
    search: 'if (!journaled.held) throw new LeaseLost()',
    replace: '',
    test: [
      'test/engine/held-task.test.ts',
      'an intention of a task that was lost is not written down, and not acted upon'
    ]
  },
  {
    name: 'journal-batch-divides',
    promise: 'Of steps that are written down together only the one that the database refuses fails.',
    file: 'src/engine/worker-session.ts',
    search: 'const goesOn = batch(write, { maxSize: 1000, maxConcurrent: 1, divisible: wasRefused })',
    replace: 'const goesOn = batch(write, { maxSize: 1000, maxConcurrent: 1 })',
    test: [
      'test/engine/held-task.test.ts',
      'of steps that are written down together only the one that the database refuses fails'
    ]
  },
  {
    name: 'batch-divides',
    promise: 'A call that is refused fails alone: the others of its batch happen.',
    file: 'src/database/batch.ts',
    search: 'if (calls.length === 1 || !divisible(error)) return calls.forEach',
    replace: 'if (calls.length >= 1) return calls.forEach',
    test: [
      'test/database/batch.test.ts', 'a call that is refused fails alone, and the others of its batch succeed'
    ]
  },
  {
    name: 'assertion-after-abort',
    promise: 'A step that ran out of time may change nothing more.',
    file: 'src/engine/task-execution.ts',
    search: "if (this.#state !== 'running' || !this.#host.holdsLease()) throw new LeaseLost()",
    replace: 'if (!this.#host.holdsLease()) throw new LeaseLost()',
    test: [
      'test/engine/held-task.test.ts', 'what ran out of time may change nothing more, although its worker still lives'
    ]
  },
  {
    name: 'assertion-of-lease',
    promise: 'A worker whose lease is over by its own clock changes nothing.',
    file: 'src/engine/task-execution.ts',
    search: "if (this.#state !== 'running' || !this.#host.holdsLease()) throw new LeaseLost()",
    replace: "if (this.#state !== 'running') throw new LeaseLost()",
    test: ['test/engine/held-task.test.ts', 'a step whose worker has outlived its lease may change nothing more']
  },
  {
    name: 'assertion-after-intention',
    promise: 'An intention that was written down after the lease was over is not acted upon.',
    file: 'src/engine/task-execution.ts',
    search: 'this.#assertLease() // the step changes an upstream next',
    replace: '',
    test: ['test/engine/held-task.test.ts', 'a step whose worker has outlived its lease may change nothing more']
  },
  {
    name: 'stopping-begins-no-step',
    promise: 'A worker that stops begins no other step.',
    file: 'src/engine/worker-session.ts',
    search: "return this.#state !== 'running'",
    replace: 'return false',
    test: ['test/engine/held-task.test.ts', 'a worker that stops finishes the step it is at, and begins no other']
  },
  {
    name: 'canceled-before-it-ran',
    promise: 'A task that was canceled before any worker had it runs no step.',
    file: 'src/engine/task-execution.ts',
    search: "cancellationRequested && direction === 'forward' ? await this.#apply",
    replace: 'cancellationRequested && direction !== direction ? await this.#apply',
    test: ['test/engine/held-task.test.ts', 'a task that was canceled before any worker had it runs no step']
  },
  {
    name: 'lease-over-by-own-clock',
    promise: 'A worker whose lease is over holds nothing, although nobody has told it.',
    file: 'src/engine/worker-session.ts',
    search: 'return performance.now() - this.#lastHeartbeat < this.#settings.leaseSeconds * 1000',
    replace: 'return this.#lastHeartbeat > 0',
    test: ['test/engine/held-task.test.ts', 'a worker whose lease is over holds nothing, although nobody has told it']
  },
  {
    name: 'lease-counts-from-departure',
    promise: 'A lease counts from when its heartbeat left, however late the answer comes.',
    file: 'src/engine/worker-session.ts',
    search: 'this.#lastHeartbeat = Math.max(this.#lastHeartbeat, begun)',
    replace: 'this.#lastHeartbeat = performance.now()',
    test: [
      'test/engine/held-task.test.ts', 'a lease counts from when its heartbeat left, however late the answer comes'
    ]
  },
  {
    name: 'silent-worker-sweeps-nobody',
    promise: 'A worker that was silent for longer than its lease ends no other.',
    file: 'src/engine/worker-session.ts',
    search: 'const maySweep = silence < this.#settings.leaseSeconds',
    replace: 'const maySweep = silence >= 0',
    test: ['test/engine/held-task.test.ts', 'a worker that was silent for longer than its lease ends no other']
  },
  {
    name: 'start-ends-the-gone-only',
    promise: 'A worker that starts ends those of its host whose process is gone, and no living ones.',
    file: 'src/engine/worker.ts',
    search: 'worker.processId !== self.processId && !isAlive(worker.processId)',
    replace: 'worker.processId !== self.processId',
    test: [
      'test/engine/held-task.test.ts',
      'a worker that starts ends those of its host whose process is gone, and no others'
    ]
  },
  {
    name: 'start-ends-own-host-only',
    promise: 'A worker that starts ends nobody on another host.',
    file: 'src/engine/records/workers.ts',
    search: 'from worker where ended_at is null and host = $1',
    replace: 'from worker where ended_at is null and $1::text is not null',
    test: [
      'test/engine/held-task.test.ts',
      'a worker that starts ends those of its host whose process is gone, and no others'
    ]
  },
  {
    name: 'partition-begins-in-order',
    promise: 'Tasks that are claimed together begin in the order in which they came.',
    file: 'src/engine/claimer.ts',
    search: 'rows.sort((one, other) => one.sequence - other.sequence)',
    replace: 'rows',
    test: [
      'test/engine/partitions.test.ts',
      'tasks of one partition begin in the order in which they came, also when they are claimed together'
    ]
  },
  {
    name: 'partition-share',
    promise: 'One partition never takes all places of a worker.',
    file: 'src/engine/claimer.ts',
    search: 'const partitionShare = 0.8',
    replace: 'const partitionShare = 1',
    test: [
      'test/engine/partitions.test.ts',
      'one partition takes four fifths of the places of a worker at most, so that the next one finds one'
    ]
  },
  {
    name: 'partition-busy-counts',
    promise: 'The places that a partition has already count against its share.',
    file: 'src/engine/claimer.ts',
    search: 'this.#held.set(row.partitionKey, (this.#held.get(row.partitionKey) ?? 0) + 1)',
    replace: '',
    test: [
      'test/engine/partitions.test.ts',
      'one partition takes four fifths of the places of a worker at most, so that the next one finds one'
    ]
  },
  {
    name: 'suspects-run-alone',
    promise: 'Tasks whose worker died run one at a time.',
    file: 'src/engine/worker-session.ts',
    search: 'return execution.row.crashes > 0 ? this.#executePoisonSuspect(execution) : execution.run()',
    replace: 'return execution.run()',
    test: [
      'test/engine/partitions.test.ts',
      'tasks whose worker died run one at a time, each marked so that it is the one to blame'
    ]
  },
  {
    name: 'suspects-take-turns',
    promise: 'A suspect waits until the one before it has had its second.',
    file: 'src/engine/worker-session.ts',
    search: 'this.#poisonSuspects = turn.catch(() => {})',
    replace: 'turn.catch(() => {})',
    test: [
      'test/engine/partitions.test.ts',
      'a suspect that only waits for somebody keeps the others from running for a second, and no longer'
    ]
  },
  {
    name: 'suspects-are-marked',
    promise: 'A suspect is marked before it runs, and not run when it is not held any more.',
    file: 'src/engine/worker-session.ts',
    search:
      'if (this.draining() || !await markPoisonSuspect(this.dependencies.db, this.workerId, execution.row)) return',
    replace: 'if (this.draining()) return',
    test: [
      'test/engine/partitions.test.ts',
      'tasks whose worker died run one at a time, each marked so that it is the one to blame'
    ]
  },
  {
    name: 'suspects-still-held',
    promise: 'A suspect that was taken from its worker while it waited is not run by it.',
    file: 'src/engine/worker-session.ts',
    search:
      'if (this.draining() || !await markPoisonSuspect(this.dependencies.db, this.workerId, execution.row)) return',
    replace:
      'if (this.draining() || await markPoisonSuspect(this.dependencies.db, this.workerId, execution.row) === ' +
      'undefined) ' +
      'return',
    test: ['test/engine/partitions.test.ts', 'a task that was taken from its worker before it ran is not run by it']
  },

  // The state machine: where a task goes.
  {
    name: 'undo-backwards',
    promise: 'What was done is undone in the opposite order.',
    file: 'src/engine/transition.ts',
    search: 'kind.steps.slice(0, from + 1).findLast(step',
    replace: 'kind.steps.slice(0, from + 1).find(step',
    test: ['test/engine/transition.test.ts', 'the result of a step decides where its task goes']
  },
  {
    name: 'undo-includes-the-failed',
    promise: 'The step that failed is undone first, for it may have acted.',
    file: 'src/engine/transition.ts',
    search: 'const last = undoable(kind, indexOf(kind, state.step))',
    replace: 'const last = undoable(kind, indexOf(kind, state.step) - 1)',
    test: ['test/engine/transition.test.ts', 'the result of a step decides where its task goes']
  },
  {
    name: 'undo-never-canceled',
    promise: 'Undoing cannot be canceled.',
    file: 'src/engine/transition.ts',
    search: `cause = ''): Move {
  if (state.cancellationRequested && state.direction === 'forward') return beginCancellation(kind, state)
  const waited`,
    replace: `cause = ''): Move {
  if (state.cancellationRequested) return beginCancellation(kind, state)
  const waited`,
    test: ['test/engine/transition.test.ts', 'a cancellation takes effect between two runs of steps']
  },
  {
    name: 'cancel-during-wait',
    promise: 'A cancellation takes effect while a step waits.',
    file: 'src/engine/transition.ts',
    search: `cause = ''): Move {
  if (state.cancellationRequested && state.direction === 'forward') return beginCancellation(kind, state)
  const waited`,
    replace: "cause = ''): Move { const waited",
    test: ['test/engine/transition.test.ts', 'a cancellation takes effect between two runs of steps']
  },
  {
    name: 'cancel-during-retries',
    promise: 'A cancellation takes effect while a step is tried again.',
    file: 'src/engine/transition.ts',
    search: `Tried \${attempt} times.\`, false)
  }
  if (state.cancellationRequested && state.direction === 'forward') return beginCancellation(kind, state)`,
    replace: `Tried \${attempt} times.\`, false)
  }`,
    test: ['test/engine/transition.test.ts', 'a cancellation takes effect between two runs of steps']
  },
  {
    name: 'cancel-between-steps',
    promise: 'A cancellation takes effect before the next step begins.',
    file: 'src/engine/transition.ts',
    search: 'if (state.cancellationRequested) return beginCancellation(kind, state) return enter',
    replace: 'return enter',
    test: ['test/engine/transition.test.ts', 'a cancellation takes effect between two runs of steps']
  },

  // Acceptance: what a request that becomes a task may count on.
  {
    name: 'number-in-one-task',
    promise: 'A number is in one running task at most.',
    file: 'migrations/0001_baseline.sql',
    search: 'create unique index item_in_task',
    replace: 'create index item_in_task',
    test: ['test/engine/accepting.test.ts', 'a number is in one running task at most']
  },
  {
    name: 'number-free-at-the-end',
    promise: 'A number is free for the next task when the one that held it is over.',
    file: 'migrations/0001_baseline.sql',
    search: 'on task_item (provider_id, key) where active',
    replace: 'on task_item (provider_id, key)',
    test: ['test/engine/accepting.test.ts', 'a number is in one running task at most']
  },
  {
    name: 'number-per-provider',
    promise: 'A number of one provider is no obstacle to another.',
    file: 'migrations/0001_baseline.sql',
    search: 'on task_item (provider_id, key) where active',
    replace: 'on task_item (key) where active',
    test: ['test/engine/accepting.test.ts', 'a number is in one running task at most']
  },
  {
    name: 'key-used-once',
    promise: 'Of two requests with one Idempotency-Key in the same instant one makes a task.',
    file: 'src/engine/records/enqueue.ts',
    search: 'from given where key is not null',
    replace: 'from given where key is not null on conflict do nothing',
    test: ['test/engine/accepting.test.ts', 'a key makes one task, also for two requests in the same instant']
  },
  {
    name: 'key-kept-with-task',
    promise: 'A key is kept together with the task that was made under it.',
    file: 'src/engine/records/enqueue.ts',
    search: 'from given where key is not null',
    replace: 'from given where key is null',
    test: ['test/engine/accepting.test.ts', 'a key makes one task, also for two requests in the same instant']
  },
  {
    name: 'key-per-caller',
    promise: 'A key of one caller says nothing to another.',
    file: 'src/engine/records/enqueue.ts',
    search: `task_id as "taskId" from idempotency_key where provider_id = $1 and caller = ' +
      '$2 and key = $3'`,
    replace: `task_id as "taskId" from idempotency_key where provider_id = $1 and ' +
      "$2 <> '' and key = $3"`,
    test: ['test/engine/accepting.test.ts', 'a key of one caller says nothing to another']
  },
  {
    name: 'key-of-another-request',
    promise: 'A key is not used for a request with another content.',
    file: 'src/engine/enqueue.ts',
    search: 'if (isComparable && !answer.fingerprint.equals(fingerprint)) {',
    replace: 'if (answer.fingerprint.length === 0) {',
    test: ['test/engine/accepting.test.ts', 'a key of one caller says nothing to another']
  },
  {
    name: 'change-key-in-transaction',
    promise: 'What a task is changed by, and the key of the request, are kept together or not at all.',
    file: 'src/http/change-task.ts',
    search: 'await queue.remember(trx, key.providerId',
    replace: 'await queue.remember(db, key.providerId',
    test: [
      'test/numbers/change-in-one.test.ts',
      'a request that changes a task leaves neither the change nor its key when it comes to nothing'
    ]
  },
  {
    name: 'change-in-transaction',
    promise: 'A cancellation that cannot be answered did not happen.',
    file: 'src/tasks/api/task-operations.ts',
    search: 'const outcome = await requestCancellation(trx, key',
    replace: 'const outcome = await requestCancellation(db, key',
    test: [
      'test/numbers/change-in-one.test.ts',
      'a request that changes a task leaves neither the change nor its key when it comes to nothing'
    ]
  },
  {
    name: 'accept-batch-divides',
    promise: 'Of requests that are stored together only the one that is refused fails.',
    file: 'src/engine/enqueue.ts',
    search: 'const light = batch(insertAll, { maxSize: 200, maxConcurrent: 1, maxWaitMs: 20, divisible: wasRefused })',
    replace: 'const light = batch(insertAll, { maxSize: 200, maxConcurrent: 1, maxWaitMs: 20 })',
    test: ['test/engine/accepting.test.ts', 'of requests that are stored together only the one that is refused fails']
  },
  {
    name: 'leaving-customer-gets-no-task',
    promise: 'No task begins for a customer that is being taken away.',
    file: 'src/tenancy/records/leaving-customers.ts',
    search: 'where l.provider_id = n.provider_id and l.customer_id = n.customer_id::uuid), true)',
    replace: 'where l.provider_id = n.provider_id and l.customer_id = n.customer_id::uuid and false), true)',
    test: ['test/engine/accepting.test.ts', 'no task begins for a customer that is being taken away, but for others']
  },
  {
    name: 'leaving-customer-only',
    promise: 'A customer that is being taken away is in the way of no other.',
    file: 'src/tenancy/records/leaving-customers.ts',
    search: 'where l.provider_id = n.provider_id and l.customer_id = n.customer_id::uuid), true)',
    replace: 'where l.provider_id = n.provider_id limit 1), true)',
    test: ['test/engine/accepting.test.ts', 'no task begins for a customer that is being taken away, but for others']
  },
  {
    name: 'leaving-waits-for-the-late',
    promise: 'A task that was accepted in the last instant is waited for before its customer is taken away.',
    file: 'src/customers/tasks/delete-customer.ts',
    search: `// A request may have been accepted in the instant before none was any more.
        if (await taskOfCustomer(records, input.customerId, 'any') !== undefined) return wait(2)`,
    replace: '',
    test: [
      'test/engine/accepting.test.ts',
      'a task that was accepted in the last instant is waited for before its customer is taken away'
    ]
  },
  {
    name: 'assumed-facts-hold',
    promise: 'A task is stored only when the records still say what its request was judged by.',
    file: 'src/engine/records/preconditions.ts',
    search: 'where not (${sql}) limit 1), true)',
    replace: 'where false limit 1), true)',
    test: [
      'test/engine/accepting.test.ts',
      'a task is stored only when the records still say what its request was judged by'
    ]
  },
  {
    name: 'assumed-facts-of-others',
    promise: 'Of tasks that are stored together only those fail whose facts have changed.',
    file: 'src/engine/enqueue.ts',
    search: 'if (others.length > 0) await insertTasks(db, others, acceptance)',
    replace: '',
    test: [
      'test/engine/accepting.test.ts',
      'a task is stored only when the records still say what its request was judged by'
    ]
  },
  {
    name: 'one-synchronization',
    promise: 'Of two requests to synchronize one tenant in the same instant one makes a task.',
    file: 'migrations/0001_baseline.sql',
    search: 'create unique index one_number_sync on task (provider_id, ms_tenant_id) nulls not distinct',
    replace: 'create index one_number_sync on task (provider_id, ms_tenant_id)',
    test: ['test/engine/accepting.test.ts', 'one synchronization of a tenant is under way at a time']
  },
  {
    name: 'loser-runs-again',
    promise: 'A transaction that lost to another one runs again.',
    file: 'src/database/connect.ts',
    search: 'const rematches = 5',
    replace: 'const rematches = 0',
    test: [
      'test/database/conflicts.test.ts',
      'two transactions that wait for each other both succeed in the end, each once'
    ]
  },
  {
    name: 'watch-with-its-task',
    promise: 'An SBC is taken for watched together with the task that watches it, or not at all.',
    file: 'src/sbcs/tasks/sbc-watch.ts',
    search: 'await takeUnwatched(trx, readings * pauseSeconds)',
    replace: 'await takeUnwatched(db, readings * pauseSeconds)',
    test: [
      'test/sbcs/sbc-watch-round.test.ts',
      'a round that breaks off leaves no device taken for watched whose task was not made'
    ]
  },

  // Upstreams: permits, breakers, and who is asked before anything is changed.
  {
    name: 'sbc-programming-exclusive',
    promise: 'An SBC has one writer among all workers.',
    file: 'src/upstreams/guarded/device-access.ts',
    search: 'maxConcurrent: 1, exclusive: true',
    replace: 'maxConcurrent: 1, exclusive: false',
    test: [
      'test/sbcs/sbc-turns.test.ts',
      'an SBC has one writer among all workers: another one writes nothing until the first is done'
    ]
  },
  {
    name: 'upstream-exclusive',
    promise: 'What is exclusive needs the permit.',
    file: 'src/engine/upstreams.ts',
    search: 'options.exclusive === true ? permits.hold(key, options.name, watched) : watched()',
    replace: 'watched()',
    test: [
      'test/sbcs/sbc-turns.test.ts',
      'an SBC has one writer among all workers: another one writes nothing until the first is done'
    ]
  },
  {
    name: 'permit-taken-once',
    promise: 'Of two workers that ask for a permit in the same instant one gets it.',
    file: 'src/engine/records/upstreams.ts',
    search: 'where not exists (select from worker w where w.id = p.worker_id and w.ended_at is null)',
    replace: 'where p.slot > 0',
    test: [
      'test/sbcs/sbc-turns.test.ts', 'a permit is had by one living worker at a time',
      'of two that ask in the same instant one gets it'
    ]
  },
  {
    name: 'permit-returned-by-its-holder',
    promise: 'Nobody gives back the permit that another one has.',
    file: 'src/engine/records/upstreams.ts',
    search: "where key = $1 and slot = $2 and worker_id = $3'",
    replace: "where key = $1 and slot = $2 and $3 > 0'",
    test: ['test/sbcs/sbc-turns.test.ts', 'a permit is had by one living worker at a time']
  },
  {
    name: 'permit-for-the-living',
    promise: 'A worker that was ended gets no permit.',
    file: 'src/engine/records/upstreams.ts',
    search: 'and exists (select from worker w where w.id = $3 and w.ended_at is null)',
    replace: '',
    test: ['test/sbcs/sbc-turns.test.ts', 'a permit is had by one living worker at a time']
  },
  {
    name: 'sbc-lost-while-waiting',
    promise: 'A task that is lost while it waits for its turn writes nothing to an SBC.',
    file: 'src/upstreams/guarded/write-batches.ts',
    search: 'if (reason === undefined) batch.push(job) else job.reject(reason)',
    replace: 'batch.push(job)',
    test: [
      'test/sbcs/sbc-turns.test.ts',
      'a task that is lost while it waits for its turn writes nothing, and the others do'
    ]
  },
  {
    name: 'sbc-asks-before-each-script',
    promise: 'A task that is lost while the device is read writes nothing to it.',
    file: 'src/upstreams/guarded/write-batches.ts',
    search: 'if (batch.some(job => reasonToDrop(job) !== undefined)) {',
    replace: 'if (batch.length < 0) {',
    test: [
      'test/sbcs/sbc-turns.test.ts',
      'a task that is lost while the device is read writes nothing, and the others of its script are tried again'
    ]
  },
  {
    name: 'sbc-asks-before-files',
    promise: 'A task that is lost while the device is read sends no dial plan file.',
    file: 'src/upstreams/guarded/sbc-programming.ts',
    search: 'return rules }, beforeWriting)),',
    replace: 'return rules })),',
    test: [
      'test/sbcs/sbc-turns.test.ts', 'a task that is lost while the device is read sends no dial plan file'
    ]
  },
  {
    name: 'sbc-asks-before-configuring',
    promise: 'A task that is lost while the device is read sends no script.',
    file: 'src/upstreams/guarded/sbc-programming.ts',
    search: 'sbc.configure(missing, beforeWriting)',
    replace: 'sbc.configure(missing)',
    test: ['test/sbcs/sbc-turns.test.ts', 'a task that is lost while the device is read sends no script']
  },
  {
    name: 'sbc-one-prefix-one-script',
    promise: 'Changes of one prefix by two tasks are made one after the other.',
    file: 'src/upstreams/guarded/write-batches.ts',
    search: '|| rules.some(rule => prefixes.has(rule.prefix))',
    replace: '',
    test: ['test/sbcs/sbc-turns.test.ts', 'changes of one prefix by two tasks are made one after the other']
  },
  {
    name: 'sbc-faults-stay-apart',
    promise: 'A fault of one task is no matter of those that wait behind it.',
    file: 'src/upstreams/guarded/write-queues.ts',
    search: 'if (error instanceof UpstreamFault || error instanceof Interrupted) throw error',
    replace: 'throw error',
    test: ['test/sbcs/sbc-turns.test.ts', 'a fault of one task is no matter of those that wait behind it']
  },
  {
    name: 'mediant-asks-before-scripts',
    promise: 'A Mediant is told nothing for a task that is lost.',
    file: 'src/upstreams/sbc/http-mediant.ts',
    search: 'beforeWriting() const failure = await this.#calls.run(script)',
    replace: 'const failure = await this.#calls.run(script)',
    test: ['test/upstreams/sbc/before-writing.test.ts', 'a mediant is not told to add rules for a task that is lost']
  },
  {
    name: 'mediant-asks-before-putting-back',
    promise: 'A Mediant is not told to put rules of others back for a task that is lost.',
    file: 'src/upstreams/sbc/http-mediant.ts',
    search: 'beforeWriting() await this.#calls.run(editScript(device.index, lost, []))',
    replace: 'await this.#calls.run(editScript(device.index, lost, []))',
    test: [
      'test/upstreams/sbc/before-writing.test.ts',
      'a mediant is not told to put rules of others back for a task that is lost'
    ]
  },
  {
    name: 'mediant-asks-before-files',
    promise: 'A Mediant gets no dial plan file of a task that is lost.',
    file: 'src/upstreams/sbc/http-mediant.ts',
    search: 'beforeWriting() await this.#calls.replacePlans(',
    replace: 'await this.#calls.replacePlans(',
    test: ['test/upstreams/sbc/before-writing.test.ts', 'a mediant gets no dial plan file of a task that is lost']
  },
  {
    name: 'mediant-asks-before-configuring',
    promise: 'A Mediant gets no script of a task that is lost.',
    file: 'src/upstreams/sbc/configure-mediant.ts',
    search: 'beforeWriting() const failure = await calls.run(script)',
    replace: 'const failure = await calls.run(script)',
    test: ['test/upstreams/sbc/before-writing.test.ts', 'a mediant gets no script of a task that is lost']
  },
  {
    name: 'mediant-records-intent',
    promise: 'A Mediant is told nothing before what is about to be done is written down.',
    file: 'src/upstreams/sbc/http-mediant.ts',
    search: 'await recordIntent?.([...outcomes.values()])',
    replace: 'void recordIntent?.([...outcomes.values()]).catch(() => {})',
    test: [
      'test/upstreams/sbc/before-writing.test.ts',
      'a mediant is told nothing before what is about to be done is written down'
    ]
  },
  {
    name: 'sbc-one-candidate-in-a-window',
    promise: 'Of several credentials that are tried for an SBC only the first goes to the device.',
    file: 'src/sbcs/records/sbc-connections.ts',
    search: '<= now(), true) returning 1',
    replace: '<= now(), true) is not null returning 1',
    test: [
      'test/sbcs/sbc-devices.test.ts', 'SBC devices can be administered',
      'new credentials are tried before they replace the old ones'
    ]
  },
  {
    name: 'sbc-refused-login-rests',
    promise: 'Credentials that an SBC refused a moment ago are not tried again.',
    file: 'src/upstreams/guarded/device-access.ts',
    search: 'heldSeconds > 0 &&',
    replace: 'heldSeconds < 0 &&',
    test: [
      'test/sbcs/sbc-devices.test.ts', 'SBC devices can be administered',
      'new credentials are tried before they replace the old ones'
    ]
  },
  {
    name: 'kamailio-asks-before-adding',
    promise: 'A Kamailio is not told to add rules for a task that is lost.',
    file: 'src/upstreams/sbc/http-kamailio.ts',
    search: 'beforeWriting() const state = await this.#calls.add(',
    replace: 'const state = await this.#calls.add(',
    test: ['test/upstreams/sbc/before-writing.test.ts', 'a kamailio is not told to add rules for a task that is lost']
  },
  {
    name: 'kamailio-asks-before-removing',
    promise: 'A Kamailio is not told to remove rules for a task that is lost.',
    file: 'src/upstreams/sbc/http-kamailio.ts',
    search: 'beforeWriting() state = await this.#calls.remove(',
    replace: 'state = await this.#calls.remove(',
    test: [
      'test/upstreams/sbc/before-writing.test.ts', 'a kamailio is not told to remove rules for a task that is lost'
    ]
  },
  {
    name: 'kamailio-records-intent',
    promise: 'A Kamailio is told nothing before what is about to be done is written down.',
    file: 'src/upstreams/sbc/http-kamailio.ts',
    search: 'await recordIntent?.([...outcomes.values()])',
    replace: 'void recordIntent?.([...outcomes.values()]).catch(() => {})',
    test: [
      'test/upstreams/sbc/before-writing.test.ts',
      'a kamailio is told nothing before what is about to be done is written down'
    ]
  },
  {
    name: 'upstream-asks-at-its-turn',
    promise: 'Whether a task is held is asked when the turn of its call has come.',
    file: 'src/engine/upstreams.ts',
    search: 'options.assertLease?.()',
    replace: '',
    test: [
      'test/upstreams/guards.test.ts', 'a task that is lost',
      'is noticed when the turn of its call has come, not before it waits'
    ]
  },
  {
    name: 'breaker-keeps-away',
    promise: 'An upstream that failed is left alone by all workers.',
    file: 'src/engine/upstreams.ts',
    search: 'await breakers.pass(key, options.name)',
    replace: '',
    test: ['test/engine/upstreams.test.ts', 'an upstream that failed is left alone by all workers']
  },
  {
    name: 'breaker-known-to-all',
    promise: 'All workers learn that an upstream has failed.',
    file: 'src/engine/records/upstreams.ts',
    search: 'from upstream where failures > 0',
    replace: 'from upstream where failures < 0',
    test: ['test/engine/upstreams.test.ts', 'an upstream that failed is left alone by all workers']
  },
  {
    name: 'breaker-one-looks',
    promise: 'After the pause one call looks whether the upstream is back.',
    file: 'src/engine/records/upstreams.ts',
    search: 'and open_until <= now() returning 1',
    replace: 'returning 1',
    test: [
      'test/engine/upstreams.test.ts',
      'after the pause one call tries the upstream, and all workers go on when it is back'
    ]
  },
  {
    name: 'breaker-counts-once',
    promise: 'Calls that fail together are one failure.',
    file: 'src/engine/records/upstreams.ts',
    search: 'u.failures + case when u.open_until > now() then 0 else 1 end',
    replace: 'u.failures + 1',
    test: ['test/engine/upstreams.test.ts', 'calls that fail together count as one failure']
  },
  {
    name: 'token-single-flight',
    promise: 'Calls that need one token at the same time ask for it once.',
    file: 'src/upstreams/microsoft/entra-tokens.ts',
    search: 'freshUntil: Infinity } // shared until it is answered',
    replace: 'freshUntil: 0 }',
    test: ['test/upstreams/microsoft/tokens.test.ts', 'calls that need one token at the same time ask for it once']
  },
  ...[
    'startUpload', 'startRelease', 'changeNumber', 'createLead', 'removeLead'
  ].map((call): Mutant => ({
    name: `microsoft-asks-before-${call}`,
    promise: `Nothing is changed at Microsoft by ${call} for a task that is lost.`,
    file: 'src/upstreams/guarded/microsoft.ts',
    search: `${call}: guarded(microsoft.${call}, assertLease)`,
    replace: `${call}: guarded(microsoft.${call})`,
    test: ['test/upstreams/guards.test.ts', 'a task that is lost', `changes nothing at Microsoft by ${call}`]
  })),
  ...[
    'startAssign', 'startUnassign', 'updateUser', 'addDomain', 'verifyDomain', 'removeDomain', 'addUser', 'giveLicence',
    'removeUser', 'assignPolicies', 'unassignPolicies'
  ].map((call): Mutant => ({
    name: `graph-asks-before-${call}`,
    promise: `Nothing is changed in the tenant of a customer by ${call} for a task that is lost.`,
    file: 'src/upstreams/guarded/graph.ts',
    search: `${call}: guarded(graph.${call}, assertLease)`,
    replace: `${call}: guarded(graph.${call})`,
    test: [
      'test/upstreams/guards.test.ts', 'a task that is lost', `changes nothing in the tenant of a customer by ${call}`
    ]
  })),
  {
    name: 'webhooks-ask-before-calling',
    promise: 'No webhook is called for a task that is lost.',
    file: 'src/upstreams/guarded/webhooks.ts',
    search: 'assertLease() return webhooks.deliver(call)',
    replace: 'return webhooks.deliver(call)',
    test: ['test/upstreams/guards.test.ts', 'a task that is lost', 'calls no webhook']
  },

  // Intentions: what is about to be done is written down before it is done, and asked for before it is done again.
  {
    name: 'chunk-recorded-before-sent',
    promise: 'A part of a task is written down as sent before it goes out.',
    file: 'src/numbers/tasks/send-in-chunks.ts',
    search: 'await context.record({ chunks: chunks.with(index, sending) })',
    replace: '',
    test: [
      'test/numbers/send-in-chunks.test.ts',
      'each part is written down as sent before it goes out, and its job after it, one after another'
    ]
  },
  {
    name: 'chunk-asked-for-before-sent-again',
    promise: 'A part that may have arrived is asked for, and not sent again when Microsoft knows it.',
    file: 'src/numbers/tasks/send-in-chunks.ts',
    search: 'const known = chunk.sent ? await askForJob',
    replace: 'const known = chunk.sent && chunks.length === 0 ? await askForJob',
    test: [
      'test/numbers/send-in-chunks.test.ts',
      'a part that may have arrived is asked for, and not sent again when Microsoft knows it'
    ]
  },
  {
    name: 'chunk-asked-for-twice',
    promise: 'A part that may have arrived is asked for twice, because a list can lag behind.',
    file: 'src/numbers/tasks/polling.ts',
    search: 'await new Promise(resolve => setTimeout(resolve, 200)) return ask()',
    replace: 'return undefined',
    test: [
      'test/numbers/send-in-chunks.test.ts',
      'a part that may have arrived is sent again when Microsoft, asked twice, knows nothing of it'
    ]
  },
  intended(
    'an upload', 'src/numbers/tasks/send-in-chunks.ts', 'await context.record({ chunks: chunks.with(index, sending) })'
  ),
  intended(
    'a release', 'src/numbers/tasks/send-in-chunks.ts', 'await context.record({ chunks: chunks.with(index, sending) })'
  ),
  intended(
    'rules on an SBC', 'src/numbers/tasks/upload-numbers/put-on-sbcs.ts',
    'await context.record({ onSbcs: [...onSbcs] })'
  ),
  intended(
    'an upload that is taken back', 'src/numbers/tasks/withdrawal.ts',
    'await context.record({ withdrawal: { ...state, releases: [...state.releases, release] } })'
  ),
  intended('an unassignment', 'src/users/tasks/unassign-numbers/wave.ts', 'await record(intended)'),
  intended(
    'a change of numbers', 'src/numbers/tasks/change-numbers/change.ts',
    'if (fresh.length > 0) await context.record({ wave: [...new Set([...progress.wave ?? [], ...fresh])] })'
  ),
  intended(
    'a change of a user', 'src/users/tasks/provision-user/update-attributes.ts', 'await context.record({ before })'
  ),
  intended('an assignment', 'src/users/tasks/provision-user/assignment.ts', 'await record({ giving: request })'),
  intended(
    'an assignment that is taken back', 'src/users/tasks/provision-user/assignment.ts',
    'await record({ taking: request })'
  ),
  intended(
    'a domain of a gateway', 'src/gateways/tasks/add-gateway/domain.ts', 'await context.record({ addedDomain: true })'
  ),
  intended(
    'the user of a gateway', 'src/gateways/tasks/add-gateway/activation.ts',
    'await context.record({ userPrincipalName })'
  ),
  intended(
    'a lead', 'src/customers/tasks/create-lead.ts', 'if (!sent) await context.record({ operationId, sent: true })'
  ),
  intended(
    'the removal of a lead', 'src/customers/tasks/delete-lead.ts',
    'if (progress.sent !== true) await context.record({ sent: true })'
  ),
  intended(
    'a change of a site', 'src/sites/tasks/modify-site/store.ts',
    'if (context.progress.before === undefined) await context.record({ before, state: site.deploymentState })'
  ),
  intended('the removal of a site', 'src/sites/tasks/delete-site.ts', 'await context.record({ begun: true })'),
  {
    ...intended(
      'rows of a site on an SBC', 'src/sites/tasks/program-site.ts',
      'const taken = await takeRows(db, providerId, site.id, withNew(site.claims, own))'
    ),
    replace: 'const taken = [].at(0)'
  },

  // Scope: what lies beyond the node of its caller does not exist for it, and is not changed by it.
  shown('reach-of-provider', 'v3 listCustomers', reachFile, {
    search: '=> `${row}.provider_id = $1`', replace: '=> `$1::int > 0 and ${row}.provider_id > 0`'
  }),
  shown('customers-of-channel', 'v3 listCustomers', reachFile, {
    search: '${row}.channel_id = $2) and ($3::uuid is null or ${row}.id = $3)`',
    replace: 'true) and ($3::uuid is null or ${row}.id = $3)`'
  }),
  shown('customers-of-customer', 'v3 listCustomers', reachFile, {
    search: '($3::uuid is null or ${row}.id = $3)`', replace: '($3::uuid is null or true)`'
  }),
  shown('tasks-of-channel', 'v3 listTasks', reachFile, {
    search: 'const ofChannel = ` and o.channel_id = ${channel}`', replace: "const ofChannel = ''"
  }),
  shown('tasks-of-customer', 'v3 getTask', reachFile, {
    search: 'is null or ${row}.customer_id = ${customer})`', replace: 'is null or true)`'
  }),
  {
    name: 'tasks-follow-customer',
    promise: 'Tasks belong to the channel that their customer has now.',
    file: reachFile,
    search: "and (${known('customer', 'id', ofChannel)} or",
    replace: "and (${row}.channel_id = ${channel} or ${known('customer', 'id', ofChannel)} or",
    test: [
      'test/tenancy/tasks-follow-customers.test.ts',
      'tasks, jobs and imports follow a customer to another channel, those that run as well'
    ],
    settings: firstWallAlone
  },
  {
    name: 'number-status-of-others',
    promise: 'Below the provider, numbers of others and numbers of nobody are alike.',
    file: 'src/numbers/api/number-status.ts',
    search: 'if (strange.has(number)) {',
    replace: 'if (strange.has(number) && isProvider(caller)) {',
    test: [
      'test/tenancy/foreign-is-absent.test.ts',
      'numbers of others and numbers of nobody are alike to a caller below the provider'
    ]
  },
  shown('leads-of-channel', 'v3 listLeads', reachFile, {
    search: 'coalesce(${customer}.channel_id, ${lead}.channel_id) = $2', replace: 'true'
  }),
  shown('channels-of-channel', 'v3 listChannels', reachFile, {
    search: '($2::int is null or ${row}.id = $2) and $3::uuid is null`',
    replace: '($2::int is null or true) and $3::uuid is null`'
  }),
  shown('channels-of-customer', 'v3 listChannels', reachFile, {
    search: '${row}.id = $2) and $3::uuid is null`', replace: '${row}.id = $2) and ($3::uuid is null or true)`'
  }),
  shown('task-of-others', 'v3 getTask', 'src/tasks/records/batched-tasks.ts', {
    search: "within: ownedWithin('t')",
    replace: `within: { ...ownedWithin('t'),
      sql: '$1::int > 0 and ($2::int is null or true) and ($3::uuid is null or true)' }`
  }),
  shown(
    'tasks-asked-for-together', 'of tasks that are asked for in the same instant', 'src/tasks/records/batched-tasks.ts',
    {
      search: "`${providerId} ${channelId ?? ''} ${customerId ?? ''}`",
      replace: '`${[providerId, channelId, customerId].length}`'
    }
  ),
  changed('door-asks-for-node', 'createLead', 'src/http/authority.ts', {
    search: 'if (mayAsk(nodeOf({ channel: channelId, customer: customerId }), from)) return',
    replace: 'if (mayAsk(nodeOf({ channel: channelId, customer: customerId }), from) || from.length > 0) return'
  }),
  shown('import-rows', 'by a file of numbers, whose rows are refused like those of an unknown tenant',
    'src/numbers/records/upload-context.ts', {
      search: 'return isWithin ? context :', replace: "return isWithin || context.version !== '' ? context :"
    }),
  {
    name: 'governs-by-kind',
    promise: 'Who may not ask for a task may not cancel it.',
    file: 'src/tasks/api/task-operations.ts',
    search: "if (requiredScope === 'channel' && caller.customerId !== undefined) {",
    replace: "if (requiredScope === 'provider' && caller.customerId !== undefined) {",
    test: [
      'test/tasks/task-governance.test.ts',
      'a caller that may not ask for a task may not cancel, retry or release it',
      'a customer cannot cancel or release changes of its licence, of its channel, or its deletion'
    ]
  },
  {
    name: 'governs-provider-kinds',
    promise: 'What only the provider may ask for only the provider may cancel.',
    file: 'src/tasks/api/task-operations.ts',
    search: "if (requiredScope === 'provider') forProvider(caller)",
    replace: '',
    test: [
      'test/tasks/task-governance.test.ts',
      'a caller that may not ask for a task may not cancel, retry or release it',
      'a channel cannot cancel what the provider assigns to it'
    ]
  },

  // Allocations: what a node may use.
  allocated('dial-plan-rules', 'a caller below the provider uses in dial plans only what was allocated',
    'src/allocations/api/accept-allocated.ts', {
      search: 'if (refused.length > 0) throw notAllocated(caller, refused)',
      replace: 'if (refused.length > 999) throw notAllocated(caller, refused)'
    }),
  allocated('uploads', 'a number is uploaded below the provider only where it was allocated',
    'src/numbers/api/accept-upload.ts', {
      search: 'if (refused.length > 0) throw notAllocated(caller, refused)',
      replace: 'if (refused.length > 999) throw notAllocated(caller, refused)'
    }),
  allocated('overrides', 'the provider uses what others have only with a reason, which is kept',
    'src/allocations/api/accept-allocated.ts', {
      search: 'if (reason !== undefined) forProvider(', replace: 'if (reason === null) forProvider('
    }),
  allocated('steps', 'what was allowed at the door is judged again before the device is written',
    'src/allocations/tasks/check-uses.ts', {
      search: 'if (refused.length === 0) return undefined', replace: 'if (refused.length >= 0) return undefined'
    }),
  {
    name: 'allocation-apart',
    promise: 'Two nodes never have the same digits, also when they ask at once.',
    file: 'migrations/0001_baseline.sql',
    search: 'perform pg_advisory_xact_lock(7310, new.provider_id);',
    replace: '',
    test: ['test/allocations/allocations.test.ts', 'two requests at once never give the same to two nodes']
  },
  ...Object.entries({
    release: {
      file: 'src/numbers/api/releases.ts', search: 'numbers.filter(number => strange.has(number))',
      replace: "numbers.filter(number => strange.has('') && number !== '')"
    },
    unassign: {
      file: 'src/users/api/unassignments.ts', search: 'if (strange.size > 0) {', replace: 'if (strange.size < 0) {'
    }
  }).map(([action, change]): Mutant => ({
    name: `number-of-own-tenant-${action}`,
    promise: `Nobody reaches a number of others by ${action} under a tenant of its own.`,
    ...change,
    test: ['test/app/every-scope.test.ts', 'nobody reaches a number of others under a tenant of its own', action]
  }))
]

/** Takes the line away that writes an intention down, of which the test of that name knows. */
function intended (what: string, file: string, search: string): Mutant {
  return {
    name: `intention-${what.replaceAll(' ', '-')}`,
    promise: `What is about to be done is written down before it is done: ${what}.`,
    file,
    search,
    replace: '',
    test: ['test/numbers/intention-first.test.ts', 'written down before it is done', what]
  }
}

type Change = Pick<Mutant, 'search' | 'replace'>

function shown (name: string, subtest: string, file: string, change: Change): Mutant {
  return {
    name: `scope-${name}`,
    promise: `No answer shows a caller anything of others: ${subtest}.`,
    file,
    ...change,
    settings: firstWallAlone,
    test: ['test/app/every-scope.test.ts', 'no answer shows a caller anything of others', subtest]
  }
}

function allocated (name: string, title: string, file: string, change: Change): Mutant {
  return {
    name: `allocation-of-${name}`, promise: `What is not allocated is not used: ${title}.`, file, ...change,
    test: ['test/allocations/authority.test.ts', title]
  }
}

function changed (name: string, operation: string, file: string, change: Change): Mutant {
  return {
    name: `scope-${name}`,
    promise: `No request changes anything of others: ${operation}.`,
    file,
    ...change,
    test: [
      'test/app/authorization.test.ts',
      'what changes something is done for those that the table says, and for nobody else', operation
    ]
  }
}
