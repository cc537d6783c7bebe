import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Config } from '../../config.ts'
import { signInPlace } from '../../http/token-issuers.ts'
import { Problem } from '../../problems.ts'
import { readFiles, type BuiltFile } from './built-files.ts'

/** What the page may do: run what we serve, and talk with us and with the sign-in. */
const policyOf = (authority: string): string =>
  "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; img-src 'self' data:; " +
  "script-src 'self'; style-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'; " +
  `connect-src 'self' ${new URL(authority).origin}`

/** The console below `/console`. Its files are read when somebody first looks. */
export function consolePages (app: FastifyInstance, config: Config): void {
  if (config.CONSOLE_CLIENT_ID === '') return
  const { authority, scope } = signInPlace(config)
  const policy = policyOf(authority)
  let files: Promise<ReadonlyMap<string, BuiltFile>> | undefined

  async function send (request: FastifyRequest, reply: FastifyReply, name: string): Promise<FastifyReply> {
    const built = await (files ??= readFiles())
    // Every page of the console is the same file: which one to show stands in the address.
    const file = built.get(name) ?? (name.startsWith('assets/') ? undefined : built.get('index.html'))
    if (file === undefined) throw new Problem('route_not_found', `The console has no file ${name}.`)
    reply.header('content-security-policy', policy).header('etag', file.tag).type(file.type)
      .header('cross-origin-opener-policy', 'same-origin')
      .header('cache-control', name.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache')
    if (request.headers['if-none-match'] === file.tag) return reply.code(304).send()
    const isPacked = /\bbr\b/.test(request.headers['accept-encoding'] ?? '')
    reply.header('vary', 'accept-encoding')
    return isPacked ? reply.header('content-encoding', 'br').send(file.packed) : reply.send(file.content)
  }

  app.get('/console', { schema: { hide: true } }, (request, reply) => send(request, reply, 'index.html'))
  app.get<{ Params: { '*': string } }>('/console/*', { schema: { hide: true } }, (request, reply) =>
    send(request, reply, request.params['*']))
  app.get('/console/settings.json', { schema: { hide: true } }, (_request, reply) =>
    reply.header('cache-control', 'no-cache').send({ clientId: config.CONSOLE_CLIENT_ID, authority, scope }))
}
