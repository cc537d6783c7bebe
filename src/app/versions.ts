import swagger from '@fastify/swagger'
import type { FastifyInstance } from 'fastify'
import type { Component } from '../http/domain.ts'
import { prepareRoute } from '../http/prepare-route.ts'
import { prefixes, type ApiDependencies, type Resource } from '../http/resource.ts'
import { tokenPlace } from '../http/token-issuers.ts'
import { routesOf, type Scope, type Version } from '../http/routes.ts'
import { applyChanges } from '../http/version-change.ts'
import { compilersOnUse } from './compile-on-use.ts'
import { components as newest, taskKinds } from './domains.ts'
import { documentOf } from './openapi.ts'
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
    await scope.register(swagger, documentOf(version, components, { token, kinds: taskKinds.map(({ name }) => name) }))
    const { PUBLIC_URL } = dependencies.config
    scope.get('/openapi.json', { schema: { hide: true } }, ({ protocol, host }) => ({
      ...scope.swagger(), servers: [{ url: PUBLIC_URL || `${protocol}://${host}` }]
    }))
    const routes = routesOf(scope, version)
    for (const resource of resources) resource(routes, dependencies)
  }
}

/** Schemas with a name of their own in the documents of a version. */
function componentsOf (version: Version): readonly Component[] {
  if (version !== 'v2') return newest
  const older = new Map(v2.flatMap(change => change.components ?? []).map(component => [component.$id, component]))
  return newest.map(component => older.get(component.$id) ?? component)
}
