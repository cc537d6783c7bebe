import { Type, type Static } from '@sinclair/typebox'
import type { Ending, Failure } from '../../engine/define.ts'
import { microsoftClouds } from '../../schemas/microsoft-cloud.ts'
import { Words } from '../../schemas/value.ts'
import type { Gate } from '../../upstreams/microsoft/microsoft.ts'
import type { OperatorTenantSettings, SealedProxy } from '../records/operator-tenant-changes.ts'

// What the kinds about Operator Connect tenants share. Sealed texts are base64 of what `seal` made.

export const Nullable = <Schema extends Parameters<typeof Type.Union>[0][number]>(schema: Schema) =>
  Type.Optional(Type.Union([schema, Type.Null()]))

const Proxy = Nullable(Type.Object({ sealedUrl: Type.String(), shown: Type.String() }))

/** Settings as a task holds them; null takes one away. */
export const TaskSettings = Type.Object({
  name: Type.Optional(Type.String()),
  description: Nullable(Type.String()),
  clientId: Type.Optional(Type.String()),
  version: Nullable(Type.String()),
  cloud: Type.Optional(Words(microsoftClouds)),
  httpProxy: Proxy,
  httpsProxy: Proxy,
  syncOnChange: Type.Optional(Type.Boolean())
})
export type TaskSettings = Static<typeof TaskSettings>

export const inTenant = { operatorTenantId: Type.String() }

type Partitioned = { readonly providerId: number, readonly input: { readonly operatorTenantId: string } }

/** All that is done to one Operator Connect tenant, one after another. */
export const byOperatorTenant = ({ providerId, input }: Partitioned): string =>
  `${providerId} operator ${input.operatorTenantId}`

export function storedSettings<Settings extends TaskSettings> (
  { httpProxy, httpsProxy, ...rest }: Settings
): Omit<Settings, 'httpProxy' | 'httpsProxy'> & Pick<OperatorTenantSettings, 'httpProxy' | 'httpsProxy'> {
  return { ...rest, httpProxy: storedProxy(httpProxy), httpsProxy: storedProxy(httpsProxy) }
}

function storedProxy (proxy: TaskSettings['httpProxy']): SealedProxy | null | undefined {
  return proxy == null ? proxy : { sealed: Buffer.from(proxy.sealedUrl, 'base64'), shown: proxy.shown }
}

/** What tasks about an Operator Connect tenant tell in the end. */
export function conclusion (
  operatorTenantId: string, failure: Failure | undefined, done: string, output: Record<string, unknown> = {},
  isWhole = true
): Ending {
  return {
    status: failure?.status ?? (isWhole ? 'CompletedSuccess' : 'CompletedWithErrors'),
    details: [failure === undefined ? done : null],
    output: { OperatorTenantId: operatorTenantId, ...output }
  }
}

export const isOpen = (gates: readonly Gate[]): boolean => gates.every(({ result }) => result === 'passed')
