/** A statement that is meant to read rows of all providers: how it is known, what it is, and why it may. */
export interface Exception {
  readonly begins: RegExp
  readonly is: string
  readonly because: string
  /** The tables that it may read so; without them all. */
  readonly reads?: readonly string[]
}

const turn = 'one worker does it now and then for all providers; distributed, it goes provider by provider'
const queue = 'the queue is one for all providers, so that no worker is idle beside work; distributed, it is asked ' +
  'shard by shard, or each worker is given its providers'
const figure = 'it counts for the whole installation, once in five seconds at most, and only when metrics are read'

export const exceptions: readonly Exception[] = [
  { begins: /^with recursive after as .* from task where state = 'ready'/, is: 'claiming', because: queue },
  { begins: /^with due as \( select provider_id, id from task/, is: 'waking tasks that are due', because: queue },
  { begins: /^with own as \( update worker set heartbeat_at/, is: 'heartbeat and taking over', because: queue },
  { begins: /^with gone as \( delete from upstream_permit/, is: 'a worker that ends', because: queue },
  { begins: /^update worker w set returned_at/, is: 'what ended workers held', because: queue },
  { begins: /^with waiting as materialized \( select ctid/, is: 'giving events their places', because: turn },
  { begins: /^select w\.provider_id as "providerId", w\.id/, is: 'looking which webhooks are due', because: turn },
  { begins: /^with taken as \( delete from audit_pending/, is: 'taking entries into the audit log', because: turn },
  { begins: /^select y\.provider_id as "providerId", y\.id/, is: 'looking which syncs are due', because: turn },
  { begins: /^with recursive usual as/, is: 'retention of tasks, keys and events', because: turn },
  { begins: /^with orphan as .* from number_import/, is: 'retention of imports', because: turn },
  { begins: /^with last_ones as .* from audit_entry/, is: 'retention of the audit log', because: turn },
  { begins: /^insert into licence_day/, is: 'noting the licences of a day', because: turn },
  { begins: /^with own as \( update operator_connect_tenant/, is: 'warning of credentials that end', because: turn },
  {
    begins: /from credential k/, is: 'finding out whose an application is',
    because: 'the provider is what it asks for; credentials are few (a reference table, which each node has whole)'
  },
  {
    begins: /^select o\.provider_id as "providerId", o\.country/, is: 'the numbering plans of all providers',
    because: 'each process keeps them; they are few (a reference table)'
  },
  {
    begins: /^with given as materialized/, is: 'accepting a task', reads: ['customer_leaving'],
    because: 'it asks whether any customer is leaving at all, which is none nearly always, before it asks for its own'
  },
  { begins: /^SELECT from audit_head for update$/, is: 'what retention of the audit log holds', because: turn },
  { begins: /^with ahead as/, is: 'retention of histories', because: `${turn}; rows are known by their keys as well` },
  { begins: /^select \(select count\(\*\)::int from task/, is: 'metrics of the queue', because: figure },
  { begins: /^select count\(\*\)::int as tasks, \(count/, is: 'metrics of partitions', because: figure },
  { begins: /^select 'tasks' as of/, is: 'metrics of retention', because: figure },
  { begins: /^select 'operator' as use/, is: 'metrics of credentials', because: figure },
  { begins: /^select provider_id as provider/, is: 'metrics of each provider', because: figure }
]
