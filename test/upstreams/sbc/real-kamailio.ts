import { spawn, type ChildProcess } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import pg from 'pg'
import type { Test } from 'tap'
import { request } from 'undici'
import { projectRoot } from '../../../src/database/project-root.ts'
import { createDatabase } from '../../support/database.ts'
import { until } from '../../support/until.ts'

// Debian's Kamailio, as a device of its own with rows in the PostgreSQL of the test.

const program = '/usr/sbin/kamailio'
const modules = ['x86_64', 'aarch64'].map(machine => `/usr/lib/${machine}-linux-gnu/kamailio/modules/`)
const modulesPath = modules.find(path => existsSync(`${path}db_postgres.so`))

/** Why it cannot be tried here; false when it can. */
export const notInstalled = existsSync(program) && modulesPath !== undefined
  ? false
  : 'there is no Kamailio: apt-get install --no-install-recommends kamailio kamailio-postgres-modules'

export interface RealKamailio {
  readonly url: string
  /** Where it takes calls, on 127.0.0.1. */
  readonly port: number
  readonly database: pg.Client
  start (): Promise<void>
  /** All of its processes at once, without a word. */
  kill (): Promise<void>
  /** What it answers to a call of a number: `486 Trunk=…`, or `404`. */
  invite (number: string): Promise<string>
  rpc (method: string, ...params: string[]): Promise<void>
}

export async function realKamailio (t: Test): Promise<RealKamailio> {
  const { url: databaseUrl } = await createDatabase(t)
  const database = new pg.Client(databaseUrl)
  await database.connect()
  for (const table of ['oc_dial_plan', 'cust_dial_plan']) {
    await database.query(
      `create table ${table} (id serial primary key, key_name varchar(64) not null default '', key_type integer not null
        default 0, value_type integer not null default 0, key_value varchar(128) not null default '', expires integer
        not null default 0)`
    )
    await database.query(`create unique index on ${table} (key_name)`)
  }
  await database.query('create table version (table_name varchar(32), table_version integer)')
  await database.query("insert into version values ('oc_dial_plan', 2), ('cust_dial_plan', 2)")
  const [port, folder] = [await freePort(), t.testdir()]
  const configuration = join(folder, 'kamailio.cfg')
  await writeFile(configuration, configurationOf(port, databaseUrl))
  const url = `http://127.0.0.1:${port}`
  let shell: ChildProcess | undefined
  const rpc = async (method: string, ...params: string[]): Promise<void> => {
    const { statusCode, body } = await request(`${url}/RPC`, {
      method: 'POST', body: JSON.stringify({ jsonrpc: '2.0', method, params, id: 1 }), headers: { authorization: basic }
    })
    const text = await body.text()
    if (statusCode !== 200) throw new Error(`${method}: ${statusCode} ${text}`)
  }
  const start = async (): Promise<void> => {
    // It forks; so that nothing of it outlives this process, its group ends when the pipe does.
    const command = `${program} -f ${configuration} -DD -E -m 64 -Y ${folder} & cat >/dev/null; kill -9 0`
    shell = spawn('/bin/sh', ['-c', command], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] })
    await until('Kamailio answers', () => rpc('core.version').then(() => true, () => false))
  }
  const kill = async (): Promise<void> => {
    if (shell === undefined) return
    const gone = once(shell, 'exit')
    shell.stdin?.end()
    shell = undefined
    await gone
    await until('Kamailio is gone', () => rpc('core.version').then(() => false, () => true))
  }
  t.teardown(async () => {
    await kill()
    await database.end()
  })
  await start()
  return { url, port, database, start, kill, rpc, invite: number => invite(port, number) }
}

/** A database without room for more rows than so many beside those that are there; undefined: with room. */
export async function leaveRoom (database: pg.Client, rows: number | undefined): Promise<void> {
  await database.query('drop trigger if exists full_disk on oc_dial_plan')
  if (rows === undefined) return
  const { rows: [there] } = await database.query<{ count: number }>('select count(*)::int as count from oc_dial_plan')
  await database.query(`create or replace function full_disk() returns trigger language plpgsql as $$ begin
    if (select count(*) from oc_dial_plan) >= ${(there?.count ?? 0) + rows} then raise 'No space left'; end if;
    return new; end $$`)
  await database.query(
    'create trigger full_disk before insert on oc_dial_plan for each row execute function full_disk()'
  )
}

const basic = `Basic ${Buffer.from('dialplane:demo-sbc-password').toString('base64')}`

function configurationOf (port: number, databaseUrl: string): string {
  const { username, password, host, pathname } = new URL(databaseUrl)
  const db = `postgres://${username}${password === '' ? '' : `:${password}`}@${host}${pathname}`
  const table = (name: string, more: string): string => `modparam("htable", "htable", "${name}=>size=10;${more}")`
  return [
    'debug=1', 'log_stderror=yes', 'fork=yes', 'children=1', 'tcp_children=2', `listen=udp:127.0.0.1:${port}`,
    `listen=tcp:127.0.0.1:${port}`, 'tcp_accept_no_cl=yes', `mpath="${modulesPath}"`,
    ...['sl', 'pv', 'textops', 'kex', 'xhttp', 'jsonrpcs', 'db_postgres', 'sqlops', 'htable'].map(name =>
      `loadmodule "${name}.so"`
    ),
    'modparam("jsonrpcs", "transport", 1)', `modparam("htable", "db_url", "${db}")`,
    `modparam("sqlops", "sqlcon", "dialplane=>${db}")`,
    table('OCDialPlan', 'dbtable=oc_dial_plan;'), table('CustDialPlan', 'dbtable=cust_dial_plan;'),
    table('Expiring', 'autoexpire=6;dbtable=oc_dial_plan;'), table('Forgetful', ''),
    table('Elsewhere', 'dbtable=cust_dial_plan;'),
    'request_route {',
    '  if (!is_method("INVITE")) exit;',
    '  if ($sht(OCDialPlan=>$rU) == $null) { sl_send_reply("404", "Not Found"); exit; }',
    '  append_to_reply("X-Tag: $(sht(OCDialPlan=>$rU){s.select,0,|})\\r\\n");',
    '  sl_send_reply("486", "Busy Here");',
    '}',
    'event_route[xhttp:request] {',
    `  if ($hdr(Authorization) != "${basic}") { xhttp_reply("401", "Unauthorized", "text/html", "no"); exit; }`,
    '  if ($hu == "/RPC") { jsonrpc_dispatch(); exit; }',
    '  if ($hu =~ "^/dialplane/") route(DIALPLANE);',
    '  xhttp_reply("200", "OK", "text/html", "<html>Wrong URL</html>");',
    '}',
    `include_file "${join(projectRoot(), 'deploy/kamailio/dialplane.cfg')}"`, ''
  ].join('\n')
}

async function freePort (): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

async function invite (port: number, number: string): Promise<string> {
  const socket = createSocket('udp4')
  try {
    socket.bind(0, '127.0.0.1')
    await once(socket, 'listening')
    const at = `127.0.0.1:${socket.address().port}`
    socket.send([
      `INVITE sip:${number}@127.0.0.1:${port} SIP/2.0`, `Via: SIP/2.0/UDP ${at};branch=z9hG4bK${Date.now()}`,
      `From: <sip:caller@${at}>;tag=1`, `To: <sip:${number}@127.0.0.1>`, `Call-ID: ${Date.now()}@${at}`,
      'CSeq: 1 INVITE', `Contact: <sip:caller@${at}>`, 'Max-Forwards: 70', 'Content-Length: 0', '', ''
    ].join('\r\n'), port, '127.0.0.1')
    const [answer]: [Buffer] = await once(socket, 'message', { signal: AbortSignal.timeout(5000) }) as [Buffer]
    const text = answer.toString('latin1')
    return [/^SIP\/2\.0 (\d+)/.exec(text)?.[1], /^X-Tag: (.*)$/m.exec(text)?.[1]?.trim()].filter(Boolean).join(' ')
  } finally {
    socket.close()
  }
}
