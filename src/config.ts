import { Type, type Static, type TNumber } from '@sinclair/typebox'
import { Value } from '@sinclair/typebox/value'

const network = String.raw`[\da-fA-F:.]+/\d{1,3}`
const networks = `^(public|private|loopback|${network})(, *(public|private|loopback|${network}))*$`
const namedNetworks = String.raw`^([\w-]+=${network}(, *[\w-]+=${network})*)?$`

const seconds = (usual: number, minimum: number, maximum: number): TNumber =>
  Type.Number({ default: usual, minimum, maximum })

/** Every setting of a Dialplane process. Each key is an environment variable of the same name. */
const Environment = Type.Object({
  /** Which part this process runs: the HTTP API, the task worker, or both. */
  ROLE: Type.Union([Type.Literal('api'), Type.Literal('worker'), Type.Literal('all')], { default: 'all' }),
  /**
   * Address and TCP port the HTTP server listens on. A worker serves only health and metrics there, when PORT is set.
   */
  HOST: Type.String({ default: '0.0.0.0' }),
  PORT: Type.Integer({ default: 8080, minimum: 0, maximum: 65535 }),
  /** Base URL that clients use, for links in responses; empty means the address of the request. */
  PUBLIC_URL: Type.String({ default: '' }),
  /** PostgreSQL 15 or newer. */
  DATABASE_URL: Type.String({ minLength: 1 }),
  /** Connections each process may hold, beside the one that listens for notifications. */
  DATABASE_POOL_SIZE: Type.Integer({ default: 8, minimum: 2, maximum: 200 }),
  LOG_LEVEL: Type.Union(
    (['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const).map(level => Type.Literal(level)),
    { default: 'info' }
  ),

  /**
   * Who may issue the tokens of callers, several with commas: `entra`, `entra-us-government`, `entra-china`, or the
   * `iss` of another one. `{tenantid}` stands for the caller's own directory, as in Entra's metadata.
   */
  TOKEN_ISSUER: Type.String({ minLength: 1 }),
  /**
   * `aud` that a caller's token must carry, several with commas. Of an application id both forms are taken, the bare
   * one and the one with `api://` before.
   */
  TOKEN_AUDIENCE: Type.String({ minLength: 1 }),
  /**
   * Where applications get their tokens, for the documents; empty: at the first issuer, in their own directory.
   */
  TOKEN_URL: Type.String({ default: '' }),
  /** Where the public keys of issuers without a word are read: one place for all, or one for each, with commas. */
  TOKEN_JWKS_URL: Type.String({ default: '' }),

  /**
   * Opens the secrets that are kept: 32 random bytes in base64 (a private X25519 key). After a change the older ones
   * follow behind commas, until scripts/rotate-secrets has sealed everything anew. Needed where tasks run.
   */
  SECRETS_KEY: Type.String({ default: '' }),
  /** Seals secrets and opens none: what `scripts/rotate-secrets --public-key` says. All that an API needs. */
  SECRETS_PUBLIC_KEY: Type.String({ default: '' }),
  /**
   * 32 random bytes in base64, the same for all: digests of requests are made with it, which nobody then finds out a
   * password from. Made from SECRETS_KEY where that is given and this is not.
   */
  DIGEST_KEY: Type.String({ default: '' }),

  /** Entra of the global cloud; connections to national clouds have their own (docs/wire/microsoft.md#clouds). */
  MICROSOFT_LOGIN_URL: Type.String({ default: 'https://login.microsoftonline.com' }),
  MICROSOFT_GRAPH_URL: Type.String({ default: 'https://graph.microsoft.com' }),
  /** The metadata service of a machine in Azure, where managed identities get their tokens. */
  MICROSOFT_IDENTITY_URL: Type.String({ default: 'http://169.254.169.254' }),
  /** The file with the token of a federated identity, as Azure workload identity sets it; empty: there is none. */
  AZURE_FEDERATED_TOKEN_FILE: Type.String({ default: '' }),
  /** Given by Microsoft to programme partners only, so it has no default (docs/wire/microsoft.md#what-is-public). */
  MICROSOFT_OPERATOR_URL: Type.String({ minLength: 1 }),
  MICROSOFT_OPERATOR_VERSION: Type.String({ default: 'v1.0' }),
  /** The enterprise application "Project Synergy" (docs/wire/microsoft.md#access-to-the-operator-api). */
  MICROSOFT_OPERATOR_SCOPE: Type.String({ default: 'eb63d611-525e-4a31-abd7-0cb33f679599/.default' }),

  /** How often a webhook is called, with growing pauses, before its task goes on without. */
  WEBHOOK_TRIES: Type.Integer({ default: 5, minimum: 1, maximum: 10 }),
  /**
   * Where webhooks may lead: `public`, `private`, `loopback`, and networks such as 10.1.0.0/16. With `public` alone, a
   * caller's URL cannot reach into our network.
   */
  WEBHOOK_ADDRESSES: Type.String({ default: 'public', pattern: networks }),
  /** PEM file of an authority that receivers of webhooks are trusted by, beside the public ones. */
  WEBHOOK_CA_FILE: Type.String({ default: '' }),

  /** Tasks one worker process holds at the same time. */
  WORKER_CONCURRENCY: Type.Integer({ default: 1000, minimum: 1, maximum: 5000 }),
  /** Seconds without a heartbeat after which another worker takes a worker's tasks over. */
  WORKER_LEASE_SECONDS: Type.Number({ default: 5, minimum: 1, maximum: 300 }),
  /** Seconds a stopping API says that it is not ready and still answers, so that load balancers notice it. */
  DRAIN_SECONDS: seconds(5, 0, 300),
  /** Seconds a stopping process waits for steps in progress before it hands them back. */
  SHUTDOWN_SECONDS: Type.Number({ default: 20, minimum: 0, maximum: 600 }),
  /** Where SBCs may be, in the same words. */
  SBC_ADDRESSES: Type.String({ default: 'public,private', pattern: networks }),
  /**
   * Networks, by name, whose SBCs may be spoken to without TLS, as in `lab=10.9.0.0/24`: their passwords can be read on
   * the way there. Empty: none.
   */
  SBC_PLAIN_NETWORKS: Type.String({ default: '', pattern: namedNetworks }),
  /** Requests a minute that one application may make to one process, and all applications of a node together. */
  REQUESTS_PER_MINUTE: Type.Integer({ default: 60_000, minimum: 1 }),
  NODE_REQUESTS_PER_MINUTE: Type.Integer({ default: 120_000, minimum: 1 }),
  /** Requests with a body that one application may send to one process at the same time. */
  BODIES_AT_ONCE: Type.Integer({ default: 200, minimum: 1 }),
  /** Tokens that are refused, in a minute, after which an address or an application is heard no more in it. */
  FAILED_TOKENS_PER_MINUTE: Type.Integer({ default: 300, minimum: 1 }),
  // How long silence is borne, seconds; src/deadlines.ts says where each holds.
  /** In which a request must have arrived, with all of its body. */
  REQUEST_SECONDS: seconds(120, 1, 3600),
  /** In which /readyz answers, whatever the database does. */
  READINESS_SECONDS: seconds(2, 0.1, 30),
  /** For a new connection to PostgreSQL, and for one of the pool to be free. */
  DATABASE_CONNECT_SECONDS: seconds(5, 0.5, 60),
  /** Without a word of PostgreSQL, after which another connection asks whether it still works on the statement. */
  DATABASE_SILENCE_SECONDS: seconds(5, 0.5, 300),
  /** After which a connection that nobody uses is closed. */
  DATABASE_IDLE_SECONDS: seconds(60, 1, 3600),
  /** For a lock that somebody else holds, and for a whole statement: of a request, and of a worker. */
  REQUEST_LOCK_SECONDS: seconds(5, 0.1, 300),
  REQUEST_STATEMENT_SECONDS: seconds(20, 1, 600),
  TASK_LOCK_SECONDS: seconds(60, 1, 3600),
  TASK_STATEMENT_SECONDS: seconds(900, 10, 86_400),
  /** For a connection to Microsoft, and for its answer. */
  MICROSOFT_CONNECT_SECONDS: seconds(5, 0.5, 60),
  MICROSOFT_ANSWER_SECONDS: seconds(30, 1, 300),
  /** For a connection to an SBC, and for its answer: a large configuration takes its time. */
  SBC_CONNECT_SECONDS: seconds(5, 0.5, 60),
  SBC_ANSWER_SECONDS: seconds(60, 1, 600),
  /** In which the receiver of a webhook must have answered, from the look-up of its name on. */
  WEBHOOK_ANSWER_SECONDS: seconds(10, 1, 60),
  /** Whether the client's address is read from X-Forwarded-For: only behind a proxy that writes it. */
  TRUST_PROXY: Type.Boolean({ default: false }),
  /** Who may read /metrics: `open`, `closed`, or whoever sends this text as a bearer token. */
  METRICS_ACCESS: Type.String({ default: 'open', pattern: '^(open|closed|.{16,})$' }),
  /** Seconds between two readings of the health of each SBC. */
  SBC_HEALTH_SECONDS: Type.Number({ default: 300, minimum: 5, maximum: 7200 }),
  /** Numbers that one release may take away, ranges included. */
  RELEASE_NUMBERS_MAX: Type.Integer({ default: 10_000, minimum: 1, maximum: 10_000 }),
  /**
   * A synchronization that misses more of a tenant's numbers at Microsoft, in percent and at least 100 of them, marks
   * none of them for removal.
   */
  REMOVAL_PERCENT_MAX: Type.Integer({ default: 20, minimum: 0, maximum: 100 }),
  /** Days a finished task, its items and its messages are kept. */
  TASK_RETENTION_DAYS: Type.Number({ default: 90, minimum: 1 }),
  /** Age in seconds from which on the copy of a customer's users is renewed when somebody asks for them. */
  USERS_FRESH_SECONDS: Type.Number({ default: 300, minimum: 0 }),
  /** Hours the answer to an Idempotency-Key is kept. */
  IDEMPOTENCY_RETENTION_HOURS: Type.Number({ default: 72, minimum: 24 })
})

export type Config = Readonly<Static<typeof Environment>>

/**
 * Parses the environment once. Throws one Error that names every wrong variable.
 * Unknown variables are ignored, so that code and configuration can be deployed independently.
 */
export function readConfig (env: NodeJS.ProcessEnv = process.env): Config {
  const known = Object.fromEntries(
    Object.keys(Environment.properties).filter(key => env[key] !== undefined && env[key] !== '').map(
      key => [key, env[key]]
    )
  )
  const candidate = Value.Convert(Environment, Value.Default(Environment, known))
  const errors = [...Value.Errors(Environment, candidate)].map(error => `${error.path.slice(1)}: ${error.message}`)
  if (errors.length > 0) throw new Error(`The environment is not complete. ${[...new Set(errors)].join('; ')}`)
  return Object.freeze(Value.Decode(Environment, candidate))
}
