import type { DescribedOperation, DescribedParameter, OpenApi } from '../openapi/document.ts'
import { operationsOf } from '../openapi/document.ts'
import { begin, eventsOf, follow, keepToken } from './event-scripts.ts'
import type { Flow, Folder, Step } from './flow.ts'

/** Variables as the collection of Live Cloud and its reference name them, where a parameter has another name. */
const variableNames: Readonly<Record<string, string>> = {
  customerGuid: 'umpCustomerGuid', siteGuid: 'siteLocationId', dialPlanId: 'dialplanId'
}

const getToken = {
  name: 'Get Token',
  event: [keepToken],
  request: {
    method: 'POST',
    auth: { type: 'noauth' },
    header: [],
    body: {
      mode: 'urlencoded',
      urlencoded: Object.entries({
        grant_type: 'client_credentials', client_id: '{{clientId}}', client_secret: '{{clientSecret}}',
        scope: '{{scope}}'
      }).map(([key, value]) => ({ key, value }))
    },
    url: urlOf('{{loginUrl}}', '/{tenantId}/oauth2/v2.0/token', { tenantId: '{{serviceProviderTenantId}}' }, []),
    description: 'OAuth 2.0 client credentials at Microsoft Entra. The token is kept for all other requests.'
  }
}

/** A Postman collection (v2.1) with every operation of a document, in the order of a flow. */
export function collectionOf (document: OpenApi, { folders }: Flow): object {
  const operations = new Map(operationsOf(document).map(operation => [operation.operationId, operation]))
  const left = new Set(operations.keys())
  const folderOf = ({ name, about, steps }: Folder): object => ({
    name,
    description: about,
    item: steps.map(step => {
      const operation = operations.get(step.operation)
      if (operation === undefined) throw new Error(`There is no operation ${step.operation} in the document.`)
      left.delete(step.operation)
      return requestOf(operation, step)
    })
  })
  const item = folders.map(folderOf)
  if (left.size > 0) {
    const steps = [...left].map(operation => ({ operation }))
    item.push(folderOf({ name: 'More', about: 'What no folder of scripts/postman/flows has yet.', steps }))
  }
  return {
    info: {
      name: `${document.info.title} v${document.info.version.split('.', 1).join('')}`,
      description:
        'Made from the OpenAPI document. Choose its environment, send "Get Token", then any request, or run all of ' +
        'them in order. A task that a request makes is followed to its end before the next request is sent.',
      schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json'
    },
    auth: { type: 'bearer', bearer: [{ key: 'token', value: '{{accessToken}}', type: 'string' }] },
    event: [begin, follow],
    item: [{ name: 'Authentication', item: [getToken] }, ...item]
  }
}

/** The environment for the demo: what is to be changed for another deployment, and what the requests begin with. */
export function environmentOf (version: string, { values }: Flow): object {
  const demo = {
    baseUrl: 'http://127.0.0.1:8080/tenantui',
    loginUrl: 'http://127.0.0.1:8180',
    serviceProviderTenantId: '0b4a4c1e-6d6f-4a35-9f0b-5f7a1c2d3e40',
    clientId: 'a0000000-0000-4000-8000-000000000001',
    clientSecret: 'demo-admin-secret',
    scope: 'api://9d576dc4-b85d-4571-880e-4c6ed4c08c31/.default',
    ...values
  }
  return {
    name: `Dialplane ${version}, demo`,
    values: Object.entries(demo).map(([key, value]) => ({
      key, value, type: /secret|password/i.test(key) ? 'secret' : 'default', enabled: true
    }))
  }
}

function requestOf (operation: DescribedOperation, step: Step): object {
  const { method, path, parameters = [], requestBody } = operation
  const of = (place: string): DescribedParameter[] => parameters.filter(parameter => parameter.in === place)
  const events = eventsOf(step)
  const query = of('query').map(({ name, required, description, example }) => ({
    key: name, value: step.query?.[name] ?? (required === true ? `{{${name}}}` : String(example ?? '')),
    disabled: required !== true && step.query?.[name] === undefined, description
  }))
  const values = Object.fromEntries(
    of('path').map(({ name }) => [name, step.path?.[name] ?? `{{${variableNames[name] ?? name}}}`])
  )
  // A form needs a file of the reader's machine; what it holds can be sent as it is.
  const [mediaType, media] =
    Object.entries(requestBody?.content ?? {}).find(([type]) => type !== 'multipart/form-data') ?? []
  const body = step.body ?? media?.examples?.['example1']?.value
  return {
    name: step.name ?? operation.summary,
    ...(events.length > 0 && { event: events }),
    request: {
      method,
      header: [
        ...mediaType === undefined || body === undefined ? [] : [{ key: 'Content-Type', value: mediaType }],
        ...of('header').map(({ name, description }) => name === 'Idempotency-Key'
          ? { key: name, value: '{{$guid}}', description }
          : { key: name, value: '', disabled: true, description })
      ],
      ...(body !== undefined && {
        body: {
          mode: 'raw', raw: typeof body === 'string' ? body : JSON.stringify(body, null, 2),
          options: { raw: { language: typeof body === 'string' ? 'text' : 'json' } }
        }
      }),
      url: urlOf('{{baseUrl}}', path, values, query),
      description: operation.description
    }
  }
}

function urlOf (
  base: string, path: string, values: Record<string, string>, query: Array<{ key: string, disabled?: boolean }>
): object {
  const segments = path.slice(1).split('/').map(segment => segment.replace(/^\{(\w+)\}$/, ':$1'))
  const sent = query.filter(({ disabled }) => disabled !== true)
    .map(({ key, value }: { key: string, value?: string }) => `${key}=${value ?? ''}`)
  return {
    raw: `${[base, ...segments].join('/')}${sent.length === 0 ? '' : `?${sent.join('&')}`}`,
    host: [base], path: segments,
    ...(query.length > 0 && { query }),
    variable: Object.entries(values).map(([key, value]) => ({ key, value }))
  }
}
