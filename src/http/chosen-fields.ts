import { Type, type TSchema } from '@sinclair/typebox'
import type { onSendAsyncHookHandler, RouteOptions } from 'fastify'
import { invalid } from '../problems.ts'
import type { Component } from './domain.ts'

interface Shape { $ref?: string, type?: string, items?: Shape, properties?: Record<string, Shape> }

/** What the entries of a page may hold; undefined when the route answers with no page. */
function fieldsOf ({ schema }: RouteOptions, components: readonly Component[]): string[] | undefined {
  const query = schema?.querystring as Shape | undefined
  if (query?.properties?.['PageSize'] === undefined) return undefined
  const behind = (shape: Shape | undefined): Shape | undefined => shape?.$ref === undefined
    ? shape
    : components.find(component => `${component.$id}#` === shape.$ref)
  const answer = behind((schema?.response as Record<string, Shape> | undefined)?.['200'])
  return Object.keys(behind(behind(answer?.properties?.['data'])?.items)?.properties ?? {})
}

/** Has the pages of a route take `fields`: the only fields that their entries are to have. */
export function addFields (route: RouteOptions, components: readonly Component[]): void {
  const known = fieldsOf(route, components)
  if (known === undefined || known.length === 0) return
  const query = route.schema?.querystring as TSchema & { properties: Record<string, TSchema> }
  route.schema = {
    ...route.schema,
    querystring: Type.Object({
      ...query.properties,
      fields: Type.Optional(Type.String({
        maxLength: 1000, description: 'The only fields that entries are to have, with commas between them.'
      }))
    })
  }
  const choose: onSendAsyncHookHandler = async (request, reply, payload) => {
    const { fields } = request.query as { fields?: string }
    if (fields === undefined || typeof payload !== 'string' || reply.statusCode !== 200) return payload
    const chosen = chosenOf(fields, known)
    const page = JSON.parse(payload) as { data: Array<Record<string, unknown>> }
    const data = page.data.map(entry => Object.fromEntries(chosen.map(field => [field, entry[field]])))
    return JSON.stringify({ ...page, data })
  }
  route.preHandler = [
    ...[route.preHandler ?? []].flat(),
    async ({ query }) => {
      const { fields } = query as { fields?: string }
      if (fields !== undefined) chosenOf(fields, known)
    }
  ]
  route.onSend = [...[route.onSend ?? []].flat(), choose]
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
