import type { CustomerDocument } from '../schemas/document.ts'

/** The document as it is stored: passwords of carriers go to the site alone, sealed, and are not kept beside it. */
export function withoutPasswords (document: CustomerDocument): Record<string, unknown> {
  return {
    ...document,
    ...(document.sites !== undefined && {
      sites: document.sites.map(({ scriptParameters, ...site }) => ({
        ...site,
        ...(scriptParameters !== undefined && { scriptParameters: [scriptParameters].flat().map(withoutPassword) })
      }))
    })
  }
}

function withoutPassword (parameters: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(parameters).filter(([name]) => !/password/i.test(name)))
}
