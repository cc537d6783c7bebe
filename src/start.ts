import { hostname } from 'node:os'
import { BadConfiguration, readConfig, type Config } from './config.ts'
import { schemaState, type SchemaState } from './database/schema-state.ts'
import { tuneHeap } from './heap.ts'
import { finerLevel } from './log.ts'
import { buildServices, type Services } from './services.ts'
import { headersIn } from './tracing/headers.ts'
import type { Traces } from './tracing/start-traces.ts'
import { version } from './version.ts'

/** Seconds a process waits for its database before it gives up and lets its supervisor decide. */
const databasePatience = 30

const config = configured()
tuneHeap(config.ROLE === 'api')
await start(config)

/** The production process: API, worker or both. Refuses to run against a database of another version. */
async function start (config: Config): Promise<void> {
  const traces = await traced(config)
  const services = buildServices(config)
  const { log } = services
  const schema = await schemaOnceReachable(services)
  if (!schema.current) {
    log.fatal(schema.reason)
    process.exitCode = 78 // EX_CONFIG: starting again does not help
    return services.close()
  }
  // Each role loads only its own part: a worker needs no HTTP server, and starts faster without.
  const tasks = config.ROLE === 'api' ? undefined : await import('./worker.ts')
  const worker = tasks?.startTaskWorker(services, version())
  const probes = config.ROLE === 'worker' ? await tasks?.serveWorkerProbes(services).catch(cannotListen) : undefined
  const server = config.ROLE === 'worker'
    ? undefined
    : await (await import('./server.ts')).startServer(services, () => worker?.wake()).catch(cannotListen)
  log.info('Started')

  let stopping = false
  async function stop (signal: string): Promise<void> {
    if (stopping) return
    stopping = true
    log.info({ signal }, 'Stopping: finishing what is under way')
    // Connections that stay open must not hold the process beyond its time.
    const atMost = (server === undefined ? 0 : config.DRAIN_SECONDS) + config.SHUTDOWN_SECONDS + 5
    setTimeout(() => process.exit(1), atMost * 1000).unref()
    await Promise.all([server?.stop(), worker?.stop()])
    await probes?.close()
    await services.close()
    await traces?.stop().catch((error: unknown) => log.warn({ err: error }, 'The last traces could not be sent'))
    log.info('Stopped')
  }
  // Levels change while the process runs, because what is to be understood does not wait for a restart.
  process.on('SIGUSR2', () => {
    log.level = finerLevel(log.level)
    log.fatal({ now: log.level }, 'The level of the log was changed')
  })
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => { void stop(signal) })
  process.on('unhandledRejection', reason => {
    log.fatal({ err: reason }, 'A failure that nobody handled; the process cannot be trusted any more')
    process.exit(1)
  })
}

/** What traces are made with is loaded where there is a place for them, and nowhere else. */
async function traced (
  { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, ROLE: role, ...rest }: Config
): Promise<Traces | undefined> {
  if (endpoint === '') return undefined
  const { startTraces } = await import('./tracing/start-traces.ts')
  return startTraces({
    endpoint, headers: headersIn(rest.OTEL_EXPORTER_OTLP_HEADERS), share: rest.TRACE_SHARE,
    service: { version: version(), role, instance: `${hostname()}/${process.pid}` }
  })
}

function cannotListen (error: unknown): never {
  const isOurs = error instanceof Error && 'syscall' in error && error.syscall === 'listen' && 'code' in error
  if (!isOurs) throw error
  const code = String(error.code)
  console.error(`Nothing can listen on ${config.HOST}:${config.PORT ?? 8080} (${code}): see HOST and PORT.`)
  process.exit(78) // EX_CONFIG
}

/** After a restart of the whole node the database may come a little later than we do. */
async function schemaOnceReachable ({ db, log }: Services): Promise<SchemaState> {
  for (const end = performance.now() + databasePatience * 1000; ;) {
    try {
      return await schemaState(db)
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      if (performance.now() > end) {
        log.fatal({ reason }, 'The database cannot be reached')
        process.exit(69) // EX_UNAVAILABLE
      }
      log.warn({ reason }, 'The database cannot be reached yet')
      await new Promise(resolve => setTimeout(resolve, 500))
    }
  }
}

function configured (): Config {
  try {
    return readConfig()
  } catch (error) {
    if (!(error instanceof BadConfiguration)) throw error
    console.error(error.message)
    process.exit(78) // EX_CONFIG
  }
}
