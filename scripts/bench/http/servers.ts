import { audience } from '../../stack/demo.ts'
import type { Bench } from '../bench.ts'
import { startProgram, type Program } from '../program.ts'

export interface Server extends Program { port: number }

/** The production process, wired as `up` wires it. */
export async function startOwn (bench: Bench, databaseUrl: string, env: Record<string, string> = {}): Promise<Server> {
  const program = startProgram('src/start.js', { ...environment(bench, databaseUrl), ROLE: 'api', ...env }, [
    env['BENCH_PRELOAD'] ?? 'scripts/bench/http/probe.js'
  ])
  if (env['ROLE'] === 'worker') {
    await program.line(/"Started"/)
    return { ...program, port: 0 }
  }
  return { ...program, port: Number(await program.line(/Server listening at http:\/\/127\.0\.0\.1:(\d+)/)) }
}

/** A server of the bench itself, with the same settings. */
export async function startBaseline (
  bench: Bench, name: 'without-database' | 'regex-only', databaseUrl: string
): Promise<Server> {
  const program = startProgram(`scripts/bench/http/${name}.js`, environment(bench, databaseUrl))
  return { ...program, port: Number(await program.line(/listening (\d+)/)) }
}

export function environment (
  bench: Pick<Bench, 'secretsKey' | 'microsoftUrl'>, databaseUrl: string
): Record<string, string> {
  return {
    DATABASE_URL: databaseUrl,
    SECRETS_KEY: bench.secretsKey,
    HOST: '127.0.0.1',
    PORT: '0',
    LOG_LEVEL: 'info',
    TOKEN_ISSUER: `${bench.microsoftUrl}/{tenantid}/v2.0`,
    TOKEN_AUDIENCE: audience,
    TOKEN_JWKS_URL: `${bench.microsoftUrl}/common/discovery/v2.0/keys`,
    MICROSOFT_LOGIN_URL: bench.microsoftUrl,
    MICROSOFT_GRAPH_URL: `${bench.microsoftUrl}/graph`,
    MICROSOFT_OPERATOR_URL: `${bench.microsoftUrl}/operator`,
    SBC_PLAIN_NETWORKS: 'mocks=127.0.0.0/8',
    // One application asks here for all.
    REQUESTS_PER_MINUTE: '100000000',
    NODE_REQUESTS_PER_MINUTE: '100000000',
    BODIES_AT_ONCE: '10000',
    SHUTDOWN_SECONDS: '3',
    DRAIN_SECONDS: '0',
    LOG_REQUESTS: '0',
    ...(process.env['BENCH_NODE'] !== undefined && { BENCH_NODE: process.env['BENCH_NODE'] })
  }
}

export function startLoad (): Program {
  return startProgram('scripts/bench/http/load.js', {})
}
