import openapiTypes, { astToString, type OpenAPI3 } from 'openapi-typescript'

const folder = 'clients/typescript/src/generated'
const head = '// Made from openapi/v3.json by `npm run openapi`; do not edit.\n'

interface Operation {
  operationId: string
  parameters?: Array<{ in: string, name: string }>
  responses: Record<string, { content?: Record<string, unknown> }>
}

interface Document { paths: Record<string, Record<string, Operation>>, webhooks?: unknown }

/** The generated files of the TypeScript client: path from the root, and text. `document`: version 3 as JSON. */
export async function clientFiles (document: string): Promise<Array<readonly [path: string, text: string]>> {
  const types = astToString(await openapiTypes(withoutErrors(JSON.parse(document))))
  return [
    [`${folder}/api.ts`, `${head}${types}`],
    [`${folder}/operations.ts`, `${head}${operationTable(JSON.parse(document))}`]
  ]
}

/** Every operation may answer the same problems: one type for all, in place of a thousand. */
function withoutErrors (document: OpenAPI3 & Document): OpenAPI3 {
  for (const operation of Object.values(document.paths).flatMap(path => Object.values(path))) {
    operation.responses = Object.fromEntries(
      Object.entries(operation.responses).filter(([status]) => status.startsWith('2'))
    )
  }
  delete document.webhooks
  return document
}

/** Method and path of each operation, and `key` where it takes an Idempotency-Key. */
function operationTable ({ paths }: Document): string {
  const rows = Object.entries(paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]) => {
    const takesKey = operation.parameters?.some(({ name }) => name === 'Idempotency-Key') === true
    const row = [method.toUpperCase(), path, ...takesKey ? ['key'] : []].map(word => `'${word}'`).join(', ')
    return `  ${operation.operationId}: [${row}]`
  }))
  return `export const operationTable = {\n${rows.sort().join(',\n')}\n} as const\n`
}
