import swagger from '@fastify/swagger'
import type { FastifyInstance } from 'fastify'
import type { Component } from '../http/domain.ts'
import { prepareRoute } from '../http/prepare-route.ts'
import { prefixes, type ApiDependencies, type Resource } from '../http/resource.ts'
import { tokenPlace } from '../http/token-issuers.ts'
import { routesOf, type Scope, type Version } from '../http/routes.ts'
import { applyChanges } from '../http/version-change.ts'
import { compilersOnUse } from './compile-on-use.ts'
import { deprecated, retirementOf, tellRetirement } from './deprecation.ts'
import { components as newest, taskKinds } from './domains.ts'
import { documentOf, type Known } from './openapi.ts'
import { outputOf } from './task-outputs.ts'
import { v2 } from './v2.ts'

/** Mounts one version: its own document, its own schemas, and every resource through the version's changes. */
export async function mountVersion (
  app: FastifyInstance, version: Version, resources: readonly Resource[], dependencies: ApiDependencies
): Promise<void> {
  const components = componentsOf(version)
  await app.register(async named => {
    for (const component of components) named.addSchema(component)
    // In a scope of their own: Fastify copies all schemas for each route of the scope that they were added to.
    await named.register(async plain => mountRoutes(plain.withTypeProvider()))
  }, { prefix: prefixes[version] })

  async function mountRoutes (scope: Scope): Promise<void> {
    const compilers = compilersOnUse(components)
    scope.setValidatorCompiler(compilers.validator).setSerializerCompiler(compilers.serializer)
    scope.addHook('onRoute', route => {
      if (version === 'v2') applyChanges(route, v2)
      prepareRoute(route, components, dependencies.queue, version === 'v3')
    })
    const token = tokenPlace(dependencies.config)
    await scope.register(swagger, documentOf(version, components, knownOf(token)))
    const { PUBLIC_URL } = dependencies.config
    const retirement = retirementOf(version, dependencies.config)
    if (retirement !== undefined) tellRetirement(scope, retirement)
    scope.get('/openapi.json', { schema: { hide: true } }, ({ protocol, host }) => {
      const document = retirement === undefined ? scope.swagger() : deprecated(scope.swagger())
      return { ...document, servers: [{ url: PUBLIC_URL || `${protocol}://${host}` }] }
    })
    const routes = routesOf(scope, version)
    for (const resource of resources) resource(routes, dependencies)
  }
}

function knownOf (token: Known['token']): Known {
  const kinds = taskKinds.map(({ name }) => name)
  return { token, kinds, outputs: Object.fromEntries(kinds.map(kind => [kind, outputOf(kind)])) }
}

/** Schemas with a name of their own in the documents of a version. */
function componentsOf (version: Version): readonly Component[] {
  if (version !== 'v2') return newest
  const older = new Map(v2.flatMap(change => change.components ?? []).map(component => [component.$id, component]))
  return newest.map(component => older.get(component.$id) ?? component)
}
