import type { FastifyBaseLogger } from 'fastify'
import type { Level, Logger } from 'pino'

/**
 * The log of one request, with its trace. The logger is made when something is written: most requests write nothing,
 * and making it (pino searches it for secrets) took a fifth of the memory of a request.
 */
export class RequestLog implements FastifyBaseLogger {
  readonly #log: Logger
  readonly #bindings: Record<string, unknown>
  #made: Logger | undefined

  constructor (log: Logger, bindings: Record<string, unknown>) {
    this.#log = log
    this.#bindings = bindings
  }

  get level (): string { return this.#log.level }

  fatal (...words: unknown[]): void { this.#write('fatal', words) }
  error (...words: unknown[]): void { this.#write('error', words) }
  warn (...words: unknown[]): void { this.#write('warn', words) }
  info (...words: unknown[]): void { this.#write('info', words) }
  debug (...words: unknown[]): void { this.#write('debug', words) }
  trace (...words: unknown[]): void { this.#write('trace', words) }
  silent (): void {}

  child (...more: Parameters<FastifyBaseLogger['child']>): FastifyBaseLogger {
    return this.#own.child(...more)
  }

  get #own (): Logger {
    this.#made ??= this.#log.child(this.#bindings)
    return this.#made
  }

  #write (level: Level, words: readonly unknown[]): void {
    if (this.#log.isLevelEnabled(level)) Reflect.apply(this.#own[level], this.#own, words)
  }
}
