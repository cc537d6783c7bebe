import { readFileSync } from 'node:fs'
import { hostname } from 'node:os'
import type { Logger } from 'pino'
import type { Config } from './config.ts'
import { DatabaseClock } from './database/clock.ts'
import { connect, type Database } from './database/connect.ts'
import { openWalledReads, type WalledReads } from './database/walled-reads.ts'
import { connectionsOf, databaseDeadlines, microsoftDeadlines, sbcDeadlines } from './deadlines.ts'
import { noteAcceptedCredential } from './tenancy/records/microsoft-credentials.ts'
import { customerStays } from './tenancy/records/leaving-customers.ts'
import { sealedCredentialsOf } from './tenancy/records/tenant-connections.ts'
import { openLog } from './log.ts'
import { Metrics } from './metrics/metrics.ts'
import { readOperatorCredentials, readSbc } from './open-connections.ts'
import { cloudHosts } from './upstreams/microsoft/clouds.ts'
import type { TokenSettings } from './upstreams/microsoft/entra-tokens.ts'
import type { TenantGraph } from './upstreams/microsoft/graph.ts'
import { httpGraph } from './upstreams/microsoft/http-graph.ts'
import { httpOperatorConnect } from './upstreams/microsoft/http-operator-connect.ts'
import { httpIdentities } from './upstreams/microsoft/http-identities.ts'
import type { MicrosoftIdentities } from './upstreams/microsoft/identities.ts'
import type { OperatorConnect } from './upstreams/microsoft/microsoft.ts'
import { UpstreamFault } from './problems.ts'
import { absentSbc } from './upstreams/sbc/absent.ts'
import { openKamailio } from './upstreams/sbc/http-kamailio.ts'
import { openMediant } from './upstreams/sbc/http-mediant.ts'
import { openOracle } from './upstreams/sbc/http-oracle.ts'
import type { OpenSbc } from './upstreams/sbc/sbc.ts'
import { GroupingSbc } from './upstreams/sbc/grouping-sbc.ts'
import { abilitiesOf, type SbcDriver } from './schemas/sbc-driver.ts'
import { readAddressPolicy, type AddressPolicy } from './schemas/address-policy.ts'
import { noteSecretUse } from './audit/records/audit-entries.ts'
import { notedSecrets, openSecrets, type Secrets } from './secrets.ts'
import type { WorkerDependencies } from './engine/worker-dependencies.ts'
import { guardGraph } from './upstreams/guarded/graph.ts'
import { guardMicrosoft } from './upstreams/guarded/microsoft.ts'
import { guardWebhooks } from './upstreams/guarded/webhooks.ts'
import type { ConnectionOf, Logins } from './upstreams/guarded/device-access.ts'
import { keepChange } from './sbcs/records/sbc-changes.ts'
import { settleLogin, takeCandidateLogin } from './sbcs/records/sbc-connections.ts'
import { sbcProgramming } from './upstreams/guarded/sbc-programming.ts'
import { ToolContext, type ToolMakers } from './upstreams/guarded/tools.ts'
import { openUpstreams, type Upstreams } from './engine/upstreams.ts'
import { version } from './version.ts'
import type { Closers, UpstreamDeadlines } from './upstreams/outbound/steady-pool.ts'
import { httpWebhooks } from './upstreams/webhooks/http-webhooks.ts'
import type { Webhooks } from './upstreams/webhooks/webhooks.ts'

/** Everything a process is made of; built once here, passed on as arguments from there. */
export interface Services {
  readonly config: Config
  readonly log: Logger
  readonly db: Database
  /** Reads on behalf of callers; undefined where there are none, or without row-level security. */
  readonly reads: WalledReads | undefined
  readonly secrets: Secrets
  readonly metrics: Metrics
  readonly microsoft: OperatorConnect
  readonly graph: TenantGraph
  readonly identities: MicrosoftIdentities
  readonly openSbc: OpenSbc
  readonly webhooks: Webhooks
  /** Where SBCs may be. */
  readonly sbcAddresses: AddressPolicy
  close (): Promise<void>
}

export function buildServices (config: Config, overrides: Partial<Services> = {}): Services {
  const log = overrides.log ?? openLog(config)
  const metrics = overrides.metrics ?? new Metrics(config.ROLE, version())
  const noteSilent = (connections: number): void => { metrics.silentConnections.inc(connections) }
  const { own, readers } = connectionsOf(config)
  const db = overrides.db ?? connect(config.DATABASE_URL, own, log, databaseDeadlines(config), noteSilent)
  const reads = readers === 0 || overrides.db !== undefined
    ? undefined
    : openWalledReads(config.DATABASE_URL, readers, log, databaseDeadlines(config), noteSilent)
  const secrets = overrides.secrets ?? notedSecrets(openSecrets(config), place => {
    noteSecretUse(db, place, `${hostname()}/${process.pid}`).catch((error: Error) => {
      log.warn({ reason: error.message, place }, 'The use of a secret could not be noted in the audit log')
    })
  })
  const userAgent = `Dialplane/${version()}`
  const hostsOf = cloudHosts({ loginUrl: config.MICROSOFT_LOGIN_URL, graphUrl: config.MICROSOFT_GRAPH_URL })
  const identityUrl = config.MICROSOFT_IDENTITY_URL
  const deadlines = microsoftDeadlines(config)
  const tokensOf = (of: 'operator' | 'customer'): TokenSettings => ({
    hostsOf, identityUrl, noteAccepted: (application, slot) => noteAcceptedCredential(db, of, application, slot)
  })
  const identities = overrides.identities ?? httpIdentities({
    hostsOf, identityUrl, operatorScope: config.MICROSOFT_OPERATOR_SCOPE, deadlines
  })
  const microsoft = overrides.microsoft ?? httpOperatorConnect({
    loginUrl: config.MICROSOFT_LOGIN_URL,
    operatorUrl: config.MICROSOFT_OPERATOR_URL,
    version: config.MICROSOFT_OPERATOR_VERSION,
    scope: config.MICROSOFT_OPERATOR_SCOPE,
    userAgent,
    tokens: tokensOf('operator'),
    deadlines,
    credentialsOf: account => readOperatorCredentials({ db, secrets }, account)
  })
  const graph = overrides.graph ?? httpGraph({
    loginUrl: config.MICROSOFT_LOGIN_URL,
    graphUrl: config.MICROSOFT_GRAPH_URL,
    userAgent,
    tokens: tokensOf('customer'),
    deadlines,
    credentialsOf: (providerId, tenantId) => sealedCredentialsOf(db, providerId, tenantId),
    open: (sealedSecret, place) => secrets.open(Buffer.from(sealedSecret, 'base64'), place)
  })
  const webhooks = overrides.webhooks ?? httpWebhooks({
    tries: config.WEBHOOK_TRIES,
    addresses: readAddressPolicy(config.WEBHOOK_ADDRESSES),
    answerSeconds: config.WEBHOOK_ANSWER_SECONDS,
    noteTrouble: (host, why) => log.warn({ host, why }, 'A webhook could not be called'),
    certificateAuthority: config.WEBHOOK_CA_FILE === '' ? undefined : readFileSync(config.WEBHOOK_CA_FILE, 'utf8')
  })
  return {
    config,
    log,
    db,
    reads,
    secrets,
    metrics,
    microsoft,
    graph,
    identities,
    openSbc: overrides.openSbc ?? sbcOpener(sbcDeadlines(config)),
    webhooks,
    sbcAddresses: overrides.sbcAddresses ?? readAddressPolicy(config.SBC_ADDRESSES, config.SBC_PLAIN_NETWORKS),
    async close () {
      await Promise.all([microsoft.close(), graph.close(), identities.close(), webhooks.close()])
      await Promise.all([db.close(), reads?.close()])
    }
  }
}

/** The tools of steps; what they change they change for a task that is still held. */
export function toolMakers (services: Services, upstreams: Upstreams): ToolMakers {
  const connectionOf: ConnectionOf = (providerId, sbcId, credentials) =>
    readSbc(services, providerId, sbcId, credentials)
  const logins: Logins = {
    takeCandidate: (providerId, sbcId) => takeCandidateLogin(services.db, providerId, sbcId),
    settle: (providerId, sbcId, login, isRefused) => settleLogin(services.db, providerId, sbcId, login, isRefused)
  }
  const budgetOf = (upstream: string) => (left: number) => services.metrics.upstreamBudget.set({ upstream }, left)
  return {
    microsoft: guardMicrosoft(
      services.microsoft, upstreams, of => services.metrics.unknownWords.inc({ of }), budgetOf('microsoft')
    ),
    graph: guardGraph(services.graph, upstreams, budgetOf('graph')),
    identities: () => services.identities,
    webhooks: guardWebhooks(services.webhooks),
    sbcs: sbcProgramming({
      upstreams, open: services.openSbc, connectionOf, logins,
      keepChange: (providerId, sbcId, change) => keepChange(services.db, providerId, sbcId, change)
    }),
    openSecret: (sealed, place) => services.secrets.open(sealed, place)
  }
}

/** What one worker and its steps have. */
export function workerDependencies (services: Services): (workerId: () => number) => WorkerDependencies {
  return workerId => {
    const { db, metrics, log } = services
    const upstreams = openUpstreams(db, workerId, { metrics, log })
    const makers = toolMakers(services, upstreams)
    const clock = new DatabaseClock()
    const resources = { db, now: clock.now }
    return {
      db, upstreams, clock, metrics, guard: customerStays,
      openContext: execution => new ToolContext(execution, resources, makers)
    }
  }
}

const drivers: Record<SbcDriver, OpenSbc> = { kamailio: openKamailio, mediant: openMediant, oracle: openOracle }

/** Opens devices, with what this process has learnt of how they keep connections. */
function sbcOpener ({ connectSeconds, answerSeconds }: UpstreamDeadlines): OpenSbc {
  const closers: Closers = new Set()
  return connection => openSbc({ connectSeconds, timeoutSeconds: answerSeconds, closers, ...connection })
}

const openSbc: OpenSbc = connection => {
  if (connection.absent !== undefined) return absentSbc(`SBC ${connection.id}`, connection.absent)
  const open = Object.entries(drivers).find(([driver]) => driver === connection.driver)?.[1]
  if (open === undefined) {
    throw new UpstreamFault(
      `SBC ${connection.id}`, 'forbidden', `SBC ${connection.id} has the unknown driver ${connection.driver}.`
    )
  }
  const sbc = open(connection)
  const { groupNumbers } = connection.limits
  return groupNumbers === undefined || !abilitiesOf(connection.driver).patterns
    ? sbc
    : new GroupingSbc(sbc, groupNumbers, connection.limits)
}
