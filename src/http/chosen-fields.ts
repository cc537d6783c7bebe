import { Type } from '@sinclair/typebox'
import type { FastifyRequest, RouteOptions } from 'fastify'
import { invalid } from '../problems.ts'
import type { Component } from './domain.ts'

/** What stands at a path within a value. */
function at (value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (inner, key) => typeof inner === 'object' && inner !== null ? Reflect.get(inner, key) : undefined, value
  )
}

/** What the entries of a page may hold; undefined when the route answers with no page. */
function fieldsOf ({ schema }: RouteOptions, components: readonly Component[]): string[] | undefined {
  if (at(schema?.querystring, 'properties', 'PageSize') === undefined) return undefined
  const behind = (shape: unknown): unknown =>
    at(shape, '$ref') === undefined ? shape : components.find(({ $id }) => `${$id}#` === at(shape, '$ref'))
  const entry = behind(at(behind(at(behind(at(schema?.response, '200')), 'properties', 'data')), 'items'))
  return Object.keys(Object(at(entry, 'properties')))
}

const fieldsQuery = Type.Optional(Type.String({
  maxLength: 1000, description: 'The only fields that entries are to have, with commas between them.'
}))

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The fields of the entries of a list. */
    entryFields?: readonly string[]
  }
}

/** Leaves of an entry what the request chose. */
export function chosenFields ({ query, routeOptions }: FastifyRequest): (entry: object) => object {
  const text = at(query, 'fields')
  if (typeof text !== 'string') return entry => entry
  const fields = chosenOf(text, routeOptions.config.entryFields ?? [])
  return entry => Object.fromEntries(fields.map(field => [field, at(entry, field)]))
}

/** Has the pages of a route take `fields`: the only fields that their entries are to have. */
export function addFields (route: RouteOptions, components: readonly Component[]): void {
  const known = fieldsOf(route, components)
  if (known === undefined || known.length === 0) return
  const query = Object(route.schema?.querystring)
  route.config = { ...route.config, entryFields: known }
  route.schema = {
    ...route.schema, querystring: { ...query, properties: { ...query.properties, fields: fieldsQuery } }
  }
  const chosen = (query: unknown): string[] | undefined => {
    const text = at(query, 'fields')
    return typeof text === 'string' ? chosenOf(text, known) : undefined
  }
  route.preHandler = [...[route.preHandler ?? []].flat(), async ({ query }) => { chosen(query) }]
  route.onSend = [...[route.onSend ?? []].flat(), async (request, reply, payload) => {
    if (typeof payload !== 'string' || reply.statusCode !== 200) return payload
    const fields = chosen(request.query)
    if (fields === undefined) return payload
    const page: { data: Array<Record<string, unknown>> } = JSON.parse(payload)
    const data = page.data.map(entry => Object.fromEntries(fields.map(field => [field, entry[field]])))
    return JSON.stringify({ ...page, data })
  }]
}

function chosenOf (text: string, known: readonly string[]): string[] {
  const asked = text.split(',').map(name => name.trim()).filter(name => name !== '')
  const found = asked.map(name => known.find(field => field.toLowerCase() === name.toLowerCase()))
  const unknown = asked.find((_, index) => found[index] === undefined)
  if (unknown !== undefined || asked.length === 0) {
    throw invalid({ Fields: [`There is no field ${(unknown ?? '').slice(0, 60)}. Fields are ${known.join(', ')}.`] })
  }
  return [...new Set(found.filter(field => field !== undefined))]
}
