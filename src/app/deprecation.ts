import type { FastifyInstance } from 'fastify'
import type { Config } from '../config.ts'
import type { Version } from '../http/routes.ts'

/** When a version was declared to go, and when it goes; both are decided by whoever runs it. */
export interface Retirement { readonly deprecatedAt: Date, readonly sunsetAt: Date | undefined }

export function retirementOf (
  version: Version, { V2_DEPRECATED_AT, V2_SUNSET_AT }: Pick<Config, 'V2_DEPRECATED_AT' | 'V2_SUNSET_AT'>
): Retirement | undefined {
  if (version !== 'v2' || V2_DEPRECATED_AT === '') return undefined
  return {
    deprecatedAt: new Date(V2_DEPRECATED_AT), sunsetAt: V2_SUNSET_AT === '' ? undefined : new Date(V2_SUNSET_AT)
  }
}

/** Every answer of a version that goes says so: Deprecation (RFC 9745), Sunset (RFC 8594), and what comes after it. */
export function tellRetirement (scope: FastifyInstance, { deprecatedAt, sunsetAt }: Retirement): void {
  scope.addHook('onSend', async (_request, reply, payload) => {
    reply.headers({
      deprecation: `@${Math.floor(deprecatedAt.getTime() / 1000)}`,
      link: '</api/v3/openapi.json>; rel="successor-version", </docs>; rel="deprecation"',
      ...(sunsetAt !== undefined && { sunset: sunsetAt.toUTCString() })
    })
    return payload
  })
}

/** The document of a version that goes: each operation is deprecated. */
export function deprecated<Document extends { readonly paths?: object | undefined }> (document: Document): Document {
  const deprecate = (operations: object): object => Object.fromEntries(
    Object.entries(operations).map(([method, operation]) => [method, { ...operation, deprecated: true }])
  )
  const paths = Object.entries(document.paths ?? {}).map(([path, operations]) => [path, deprecate(operations)])
  return { ...document, paths: Object.fromEntries(paths) }
}
