import pg from 'pg'
import type { Test } from 'tap'
import type { Program } from './program.ts'
import { startStack, type Stack } from './stack.ts'

/**
 * One stack for all tests of a file. Each gets the mocks and the records as they were at first, and no worker unless it
 * asks for everything `running`; what a test starts with settings of its own ends with it. To start the processes of a
 * stack takes eight seconds of CPU; this takes none.
 *
 * Not for tests that stop a mock, read the event log from its beginning, or count sequences from one.
 */
export function stackOfFile (file: Test): (t: Test, state?: 'running') => Promise<Stack> {
  let opened: Promise<SharedStack> | undefined
  return async (t, state) => {
    const isNew = opened === undefined
    const shared = await (opened ??= openShared(file))
    return shared.give(t, { isNew, isRunning: state === 'running' })
  }
}

interface SharedStack {
  give (t: Test, how: { isNew: boolean, isRunning: boolean }): Promise<Stack>
}

async function openShared (file: Test): Promise<SharedStack> {
  const stack = await startStack(file)
  const records = await keepRecords(file, stack.databaseUrl)
  const { startApi, startWorker } = stack
  const env = { ...stack.env }
  let current = file
  let api: { program: Program, url: string } | undefined
  let worker: Program | undefined
  let isApiGiven = false

  // The first API of a test is the one that is there already; other processes are its own, and end with it.
  stack.startApi = async more => {
    if (more !== undefined || isApiGiven) return ending(await startApi(more))
    isApiGiven = true
    if (api === undefined || !isAlive(api.program)) api = { program: await startApi(), url: stack.baseUrl }
    stack.baseUrl = api.url
    return api.program
  }
  stack.startWorker = async more => ending(await startWorker(more))
  function ending (program: Program): Program {
    current.teardown(() => program.stop())
    return program
  }

  return {
    async give (t, { isNew, isRunning }) {
      current = t
      isApiGiven = false
      if (!isNew) {
        if (worker !== undefined && (!isRunning || !isAlive(worker) || await records.hasUnfinishedTasks())) {
          await worker.stop()
          worker = undefined
        }
        const mocks = [stack.microsoft, ...stack.sbcs]
        await Promise.all([records.restore(), ...mocks.map(mock => mock.control('POST', '/_mock/reset'))])
        for (const name of Object.keys(stack.env)) delete stack.env[name]
        Object.assign(stack.env, env)
      }
      if (isRunning) {
        worker ??= await startWorker()
        await stack.startApi()
      }
      return stack
    }
  }
}

const isAlive = ({ child }: Program): boolean => child.exitCode === null && child.signalCode === null

interface KeptRecords {
  restore (): Promise<unknown>
  hasUnfinishedTasks (): Promise<boolean>
}

/** What processes remember of these must not go back: who they are, and how far the log of events is. */
const lasting = ['worker', 'event_head', 'kysely_migration', 'kysely_migration_lock']

/** Keeps a copy of all rows. Sequences are not set back, and triggers and references see nothing of it. */
async function keepRecords (file: Test, databaseUrl: string): Promise<KeptRecords> {
  const client = new pg.Client({ connectionString: databaseUrl })
  client.on('error', () => {}) // the database may be dropped before this client ends
  await client.connect()
  file.teardown(() => client.end())
  await client.query(`do $$ declare name text; has_rows boolean; begin
    create schema kept;
    for name in select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace loop
      execute format('select exists (select from public.%I)', name) into has_rows;
      if has_rows then execute format('create table kept.%I as table public.%I', name, name); end if;
    end loop;
  end $$`)
  const restore = `do $$ declare name text; columns text; begin
    set local session_replication_role = replica;
    for name in select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace
      and relname <> all ('{${lasting.join()}}') loop
      execute format('delete from public.%I', name);
    end loop;
    for name, columns in
      select relname, (select string_agg(quote_ident(attname), ', ') from pg_attribute
        where attrelid = to_regclass(format('public.%I', relname)) and attnum > 0 and attgenerated = ''
          and not attisdropped)
      from pg_class where relkind = 'r' and relnamespace = 'kept'::regnamespace
        and relname <> all ('{${lasting.join()}}') loop
      execute format('insert into public.%I (%s) overriding system value select %s from kept.%I',
        name, columns, columns, name);
    end loop;
  end $$`
  return {
    restore: () => client.query(restore),
    async hasUnfinishedTasks () {
      const { rows } = await client.query("select exists (select from task where state <> 'finished') as any")
      return rows[0].any === true
    }
  }
}
