import { Type, type TSchema } from '@sinclair/typebox'
import type { FastifyInstance, FastifyRequest, FastifySchema, RouteOptions } from 'fastify'
import swagger from '@fastify/swagger'
import type { Database } from '../database/connect.ts'
import { uploadContextReader } from '../numbers/records/upload-context.ts'
import type { Queue } from '../engine/enqueue.ts'
import { taskKinds } from './kinds.ts'
import { answerAgain } from '../http/accept-task.ts'
import { binderOf } from '../http/bind.ts'
import { callingProfiles } from '../sbcs/api/calling-profiles.ts'
import { channelAssignments } from '../tenancy/api/channel-assignments.ts'
import { channels } from '../tenancy/api/channels.ts'
import { compilersOnUse } from './compile-on-use.ts'
import { customerCreation } from '../customers/api/customer-creation.ts'
import { civicAddresses } from '../numbers/api/civic-addresses.ts'
import { customerRemoval } from '../customers/api/customer-removal.ts'
import { customers } from '../tenancy/api/customers.ts'
import { importResults } from '../numbers/api/import-results.ts'
import { licenceChanges } from '../users/api/licence-changes.ts'
import { licenceReads } from '../users/api/licence-reads.ts'
import { numberChanges } from '../numbers/api/number-changes.ts'
import { numberExport } from '../numbers/api/number-export.ts'
import { numberHistory } from '../numbers/api/number-history.ts'
import { numberImport } from '../numbers/api/number-import.ts'
import { numberStatus } from '../numbers/api/number-status.ts'
import { numbers } from '../numbers/api/numbers.ts'
import { jobs } from '../numbers/api/jobs.ts'
import { leadReads } from '../customers/api/lead-reads.ts'
import { leads } from '../customers/api/leads.ts'
import { dialPlans } from '../sites/api/dial-plans.ts'
import { documentOf } from './openapi.ts'
import { removal } from '../numbers/api/removal.ts'
import { onlinePstnGateways } from '../gateways/api/online-pstn-gateways.ts'
import { ovocServices } from '../customers/api/ovoc-services.ts'
import { releases } from '../numbers/api/releases.ts'
import { prefixes, type ApiDependencies, type Resource } from '../http/resource.ts'
import { routesOf, type Scope, type Version } from '../http/routes.ts'
import { sbcOperations } from '../sbcs/api/sbc-operations.ts'
import { sbcs } from '../sbcs/api/sbcs.ts'
import { scriptTemplates } from '../sites/api/script-templates.ts'
import { siteLocations } from '../sites/api/site-locations.ts'
import { invalid, Problem } from '../problems.ts'
import { nounsOf, type Noun } from './schemas.ts'
import { synchronizations } from '../numbers/api/synchronizations.ts'
import { taskOperations } from '../tasks/api/task-operations.ts'
import { tasks } from '../tasks/api/tasks.ts'
import { ticketIdQuery } from '../tenancy/api/tenant-query.ts'
import { tenantValidation } from '../customers/api/tenant-validation.ts'
import { unassignments } from '../users/api/unassignments.ts'
import { userProvisioning } from '../users/api/user-provisioning.ts'
import { rememberUploadContexts, type JudgeUpload } from '../numbers/api/upload-context.ts'
import { users } from '../users/api/users.ts'
import { v2 } from './v2.ts'
import { applyChanges } from '../http/version-change.ts'

/** In alphabetical order, except that what is most specific goes first where paths would meet. */
export function resourcesOf (
  db: Database, judge?: JudgeUpload, uploadContexts = uploadContextReader(db)
): readonly Resource[] {
  return [
    callingProfiles,
    channelAssignments,
    channels,
    customerCreation,
    civicAddresses,
    customerRemoval,
    customers,
    jobs,
    leadReads,
    leads,
    importResults,
    licenceChanges,
    licenceReads,
    dialPlans,
    numberChanges(uploadContexts),
    numberExport,
    numberHistory,
    numberImport,
    numberStatus(uploadContexts),
    numbers(judge ?? rememberUploadContexts(uploadContexts)),
    onlinePstnGateways,
    ovocServices,
    releases,
    removal,
    sbcOperations,
    sbcs,
    scriptTemplates,
    siteLocations,
    synchronizations,
    taskOperations(taskKinds),
    tasks,
    tenantValidation,
    unassignments,
    userProvisioning,
    users
  ]
}

/** Mounts one version: its own document, its own schemas, and every resource through the version's changes. */
export async function mountVersion (
  app: FastifyInstance, version: Version, resources: readonly Resource[], means: ApiDependencies
): Promise<void> {
  const nouns = nounsOf(version)
  await app.register(async plain => {
    const scope: Scope = plain.withTypeProvider()
    for (const noun of nouns) scope.addSchema(noun)
    const compilers = compilersOnUse(nouns)
    scope.setValidatorCompiler(compilers.validator).setSerializerCompiler(compilers.serializer)
    scope.addHook('onRoute', options => prepare(options, version, nouns, means.queue))
    await scope.register(swagger, documentOf(version, nouns))
    scope.get('/openapi.json', { schema: { hide: true } }, () => scope.swagger())
    const routes = routesOf(scope, version)
    for (const resource of resources) resource(routes, means)
  }, { prefix: prefixes[version] })
}

function isReading ({ method }: RouteOptions): boolean {
  return method === 'GET' || method === 'HEAD'
}

/** Every mutation may name the service request that it belongs to; `acceptTask` keeps it on the task. */
function takesTicket (schema: FastifySchema): FastifySchema {
  const { properties = {} } = (schema.querystring ?? {}) as { properties?: Record<string, TSchema> }
  return { ...schema, querystring: Type.Object({ ...properties, ticketId: ticketIdQuery }) }
}

/** A ticket of the query goes where the body would have it, because what Microsoft is told of it is read there. */
function passTicket ({ query, body }: FastifyRequest): void {
  const { ticketId } = query as { ticketId?: string }
  if (
    ticketId === undefined || typeof body !== 'object' || body === null || Array.isArray(body) || 'ticketId' in body
  ) return
  Object.assign(body, { ticketId })
}

/** Before a mutation refuses a request, it looks whether it accepted this very one before. */
function repeatAnswers (route: RouteOptions, queue: Queue): void {
  const { handler } = route
  if (isReading(route)) return
  route.handler = async function (request, reply) {
    try {
      return await handler.call(this, request, reply)
    } catch (error) {
      // A refusal after it was accepted is how its task ended, this time as the first time.
      const mayRepeat = error instanceof Problem && request.acceptedTask === undefined &&
        request.headers['idempotency-key'] !== undefined
      const again = mayRepeat ? await answerAgain(queue, request, reply) : undefined
      if (again === undefined) throw error
      return await route.config?.again?.(again.taskId, request, reply) ?? again
    }
  }
}

function prepare (route: RouteOptions, version: Version, nouns: readonly Noun[], queue: Queue): void {
  if (version === 'v2') applyChanges(route, v2)
  if (!isReading(route)) route.schema = takesTicket(route.schema ?? {})
  const schema: FastifySchema = route.schema ?? {}
  const body: (TSchema & { properties?: Record<string, TSchema> }) | undefined = resolve(schema.body, nouns)
  const bindBody = binderOf(body)
  const bindQuery = binderOf(schema.querystring as TSchema | undefined)
  const mayNameTicket = !isReading(route) && body?.properties?.['ticketId'] !== undefined
  const bind: NonNullable<RouteOptions['preValidation']> = async request => {
    // Neither an id nor a filter can hold it, and PostgreSQL cannot either.
    if (request.url.includes('%00')) throw invalid({ '': ['The path and the query cannot hold a NUL.'] })
    if (body !== undefined && (request.body === undefined || request.body === null)) {
      throw invalid({ '': ['A non-empty request body is required.'] })
    }
    if (request.body !== undefined) request.body = bindBody(request.body)
    request.query = bindQuery(request.query)
    if (mayNameTicket) passTicket(request)
  }
  repeatAnswers(route, queue)
  route.preValidation = [bind, ...[route.preValidation ?? []].flat()]
}

function resolve (body: unknown, nouns: readonly Noun[]): TSchema | undefined {
  const schema = body as (TSchema & { $ref?: string }) | undefined
  return schema?.$ref === undefined ? schema : nouns.find(noun => `${noun.$id}#` === schema.$ref)
}
