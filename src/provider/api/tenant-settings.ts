import { invalid } from '../../problems.ts'
import { readGuid, readProxy, type SealHere } from '../../tenancy/api/given-credential.ts'
import type { OperatorTenantChange } from '../schemas/operator-tenant.ts'
import type { TaskSettings } from '../tasks/operator-tenant-records.ts'

/** The settings as a task may hold them; throws what is wrong with each. Empty texts take away. */
export function readSettings (
  body: OperatorTenantChange, seal: SealHere, now?: { httpProxy: string | null, httpsProxy: string | null }
): TaskSettings {
  const { name, description, clientId, version, cloud, httpProxy, httpsProxy, syncMsOperatorConnect } = body
  const api = version?.trim()
  if (api !== undefined && !/^[a-z0-9.]*$/i.test(api)) {
    throw invalid({ Version: ['The version is one path segment of letters, digits and dots, such as v1.0.'] })
  }
  if (name?.trim() === '') throw invalid({ Name: ['The Name field is required.'] })
  const http = httpProxy === undefined ? undefined : readProxy('HttpProxy', httpProxy, seal, now?.httpProxy)
  const https = httpsProxy === undefined ? undefined : readProxy('HttpsProxy', httpsProxy, seal, now?.httpsProxy)
  return {
    ...(name !== undefined && { name: name.trim() }),
    ...(description !== undefined && { description: description.trim() || null }),
    ...(clientId !== undefined && { clientId: readGuid('ClientId', clientId) }),
    ...(api !== undefined && { version: api || null }),
    ...(cloud !== undefined && { cloud }),
    ...(http !== undefined && { httpProxy: http }),
    ...(https !== undefined && { httpsProxy: https }),
    ...(syncMsOperatorConnect !== undefined && { syncOnChange: syncMsOperatorConnect })
  }
}
