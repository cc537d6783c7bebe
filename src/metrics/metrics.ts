import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'

const seconds = [0.005, 0.025, 0.1, 0.25, 1, 2.5, 10, 60]

/**
 * What a process says of itself to Prometheus. Labels are bounded: operations, kinds, steps and classes of upstreams,
 * never a number, a tenant or a task. docs/metrics.md is made from this.
 */
export class Metrics {
  readonly registry = new Registry()

  readonly info = this.#gauge('info', 'The version and the role of the process; always 1.', ['version', 'role'])

  readonly ready = this.#gauge('ready', 'Whether the process may get requests, or tasks, as /readyz says it.')

  readonly requests = this.#counter(
    'http_requests_total', 'Requests that were answered; caller: provider, channel, customer or none.',
    ['operation', 'method', 'status', 'caller']
  )

  readonly requestSeconds = this.#histogram(
    'http_request_duration_seconds', 'From the arrival of a request to the end of its answer.', ['operation'], seconds
  )

  readonly securityEvents = this.#counter(
    'security_events_total', 'Requests that were refused for who asks; event: authentication, authorization or limit.',
    ['event']
  )

  readonly tasks = this.#counter('tasks_finished_total', 'Tasks that ended in this process.', ['kind', 'status'])
  readonly parked = this.#counter('tasks_parked_total', 'Tasks that this process parked for a person.', ['kind'])

  readonly stepSeconds = this.#histogram(
    'step_duration_seconds', 'One run of one step; result: next, wait, reject or failed (which is tried again).',
    ['kind', 'step', 'result'], seconds
  )

  readonly inHand = this.#gauge('tasks_in_hand', 'Tasks that this worker holds now.')
  readonly leaseLosses = this.#counter('lease_losses_total', 'Times this worker lost its lease, or a task to another.')
  readonly takeovers = this.#counter('task_takeovers_total', 'Tasks taken over from workers that fell silent.')

  readonly journalEntries = this.#histogram(
    'journal_batch_entries', 'Outcomes of steps that were written by one statement.', [], [1, 3, 10, 30, 100, 300, 1000]
  )

  readonly clockSkew = this.#gauge(
    'clock_skew_seconds', 'This machine\'s clock less that of the database; 0 while less than a second.'
  )

  readonly upstreamSeconds = this.#histogram(
    'upstream_call_duration_seconds',
    'Calls of upstreams with the wait for a place; outcome: ok, refused before it was made, or the kind of the fault.',
    ['upstream', 'outcome'], seconds
  )

  readonly unknownWords = this.#counter(
    'microsoft_unknown_words_total', 'Answers about jobs in which Microsoft said a word that we do not know.', ['of']
  )

  readonly upstreamCalls = this.#gauge('upstream_calls_in_progress', 'Calls under way or waiting.', ['upstream'])

  readonly upstreamBudget = this.#gauge(
    'upstream_budget_left',
    'Calls that the application, or the tenant, with the fewest left may still make at once; 0: calls wait.',
    ['upstream']
  )

  readonly breakerChanges = this.#counter(
    'upstream_breaker_changes_total', 'Breakers that this process opened or closed.', ['upstream', 'state']
  )

  readonly connections = this.#gauge('database_connections', 'Connections of the pool of this process.', ['state'])
  readonly connectionsWaiting = this.#gauge('database_waiting', 'Statements that wait for a connection of the pool.')

  readonly connectionWait = this.#histogram(
    'database_wait_seconds', 'The wait of a statement for a connection of the pool, where none was free.', [], seconds
  )

  readonly silentConnections = this.#counter(
    'database_silent_connections_total', 'Connections that fell silent and were thrown away.'
  )

  // Of the installation, as the database has it: the same at every process, so that `max` is to be taken of them.
  readonly databaseUp = this.#gauge('database_up', 'Whether the figures of the database could be read just now.')

  readonly queue = this.#gauge(
    'tasks', 'Tasks that are not finished; state: ready, claimed, waiting, parked, awaiting_approval.', ['state']
  )

  readonly partitions = this.#gauge('partitions', 'Partition keys that have tasks which are not finished.')

  readonly longestPartitions = this.#gauge(
    'partition_tasks', 'Unfinished tasks of the five partition keys that have the most; rank: 1 to 5.', ['rank']
  )

  readonly oldestReady = this.#gauge('oldest_ready_task_seconds', 'How long the oldest ready task has been due.')
  readonly workers = this.#gauge('workers', 'Workers that hold a lease.')

  readonly openBreakers = this.#gauge(
    'upstream_open_breakers', 'Upstreams that are left alone for now, for all workers.', ['upstream']
  )

  readonly sbcUsable = this.#gauge(
    'sbc_usable', 'Whether the SBC could do its work when it was last read.', ['provider', 'sbc']
  )

  readonly sbcAnswered = this.#gauge(
    'sbc_last_answer_seconds', 'How long ago the SBC last answered.', ['provider', 'sbc']
  )

  readonly sbcCertificateEnd = this.#gauge(
    'sbc_certificate_end_seconds', 'Until the certificate ends that the SBC showed last; negative when it has.',
    ['provider', 'sbc']
  )

  readonly drift = this.#gauge(
    'drift', 'Numbers about which records, Microsoft and SBCs differ, by class.', ['provider', 'class']
  )

  readonly driftReadingAge = this.#gauge(
    'drift_reading_age_seconds', 'How long ago the oldest of the last whole readings of a side began.',
    ['provider', 'side']
  )

  readonly credentialEnd = this.#gauge(
    'credential_end_seconds', 'Until the first credential of this use ends; negative when it has.', ['use']
  )

  readonly tableBytes = this.#gauge('table_bytes', 'What a table takes with its indexes.', ['table'])
  readonly oldestTask = this.#gauge('oldest_task_seconds', 'Age of the oldest task that is still kept.')

  readonly retentionBehind = this.#gauge(
    'retention_behind_seconds', 'For how long the oldest of them should have been deleted; 0: none should. A round ' +
      'comes every ten minutes, and a day of audit is whole before it goes.', ['of']
  )

  readonly retentionRemoved = this.#counter(
    'retention_removed_rows_total', 'Rows that this worker deleted because they were kept long enough. Items and ' +
      'rules go with their task, and are not counted.', ['of']
  )

  readonly serverConnections = this.#gauge(
    'database_server_connections', 'Connections of the PostgreSQL server; of: used, or the most that it takes.', ['of']
  )

  constructor (role = 'none', version = '0') {
    collectDefaultMetrics({ register: this.registry, prefix: 'dialplane_' })
    this.info.set({ role, version }, 1)
  }

  #counter<Label extends string> (name: string, help: string, labelNames: readonly Label[] = []): Counter<Label> {
    return new Counter({ name: `dialplane_${name}`, help, labelNames, registers: [this.registry] })
  }

  #gauge<Label extends string> (name: string, help: string, labelNames: readonly Label[] = []): Gauge<Label> {
    return new Gauge({ name: `dialplane_${name}`, help, labelNames, registers: [this.registry] })
  }

  #histogram<Label extends string> (
    name: string, help: string, labelNames: readonly Label[], buckets: number[]
  ): Histogram<Label> {
    return new Histogram({ name: `dialplane_${name}`, help, labelNames, buckets, registers: [this.registry] })
  }
}

/** The class of an upstream, by the key of its breaker: `sbc:1:8` is an `sbc`. */
export const upstreamClass = (key: string): string => key.split(':', 1)[0] ?? ''
