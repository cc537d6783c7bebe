import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ClientSecretCredential } from '@azure/identity'
import { Client } from '@microsoft/microsoft-graph-client'
import type { Test } from 'tap'
import { Agent, getGlobalDispatcher, setGlobalDispatcher } from 'undici'
import { selfSign } from '../../microsoft-mock/certificate.ts'
import { australian, operatorClient, startMock, type Mock } from './start-mock.ts'

export const graphScope = 'https://graph.microsoft.com/.default'
/** The certificate of the operator's application. */
export const trustedPair = selfSign('Operator Connect integration')

/** The mock with https and 250 users, and this process trusting its certificate as one would trust a public one. */
export async function startTrusted (t: Test): Promise<Mock & { ca: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'microsoft-mock-tls-'))
  const certificatePath = join(folder, 'mock.pem')
  const before = getGlobalDispatcher()
  t.teardown(() => {
    setGlobalDispatcher(before)
    rmSync(folder, { recursive: true })
  })
  let ca = ''
  const mock = await startMock(t, {
    environment: { MICROSOFT_MOCK_HTTPS: certificatePath },
    listening: () => {
      ca = readFileSync(certificatePath, 'utf8')
      setGlobalDispatcher(new Agent({ connect: { ca } }))
    },
    change: state => {
      for (const application of state.applications) {
        if ('clientId' in application && application.clientId === operatorClient) {
          Object.assign(application, { certificates: [trustedPair.certificate] })
        }
      }
      Object.assign(state.tenants[australian] ?? {}, { users: manyUsers })
    }
  })
  return { ...mock, ca }
}

export const manyUsers = Array.from({ length: 250 }, (_, index) => ({
  id: userId(index), displayName: `User ${index}`, userPrincipalName: `user${index}@southernx.example`,
  department: index % 2 === 0 ? 'Sales' : null, manager: userId(0), businessPhones: [`+613955560${index}`]
}))

function userId (index: number): string {
  return `e0000000-0000-4000-8000-${String(index).padStart(12, '0')}`
}

/** Microsoft's own Graph client, unchanged, for the Australian customer's tenant. */
export function graphClientOf (mock: Mock & { ca: string }, defaultVersion: 'v1.0' | 'beta' = 'v1.0'): Client {
  const credential = new ClientSecretCredential(
    australian, 'b0000000-0000-4000-8000-000000000001', 'demo-customer-secret',
    { authorityHost: mock.url, disableInstanceDiscovery: true, tlsOptions: { ca: mock.ca } }
  )
  return Client.init({
    baseUrl: `${mock.url}/graph/`, customHosts: new Set([new URL(mock.url).hostname]), defaultVersion,
    authProvider: done => {
      credential.getToken(graphScope).then(({ token }) => done(null, token), (error: unknown) => done(error, null))
    }
  })
}
