import { withoutSecrets } from '../../sites/api/script-parameters.ts'
import type { CustomerDocument } from '../schemas/document.ts'

/** The document as it is stored: secrets go to the site alone, sealed; beside it they are kept masked. */
export function withoutPasswords (document: CustomerDocument): Record<string, unknown> {
  return {
    ...document,
    ...(document.sites !== undefined && {
      sites: document.sites.map(({ scriptParameters, ...site }) => ({
        ...site, ...(scriptParameters !== undefined && { scriptParameters: withoutSecrets(scriptParameters) })
      }))
    })
  }
}
