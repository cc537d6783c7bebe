import type { MicrosoftCloud } from '../../schemas/microsoft-cloud.ts'
import type { Credential } from '../../schemas/microsoft-credential.ts'

/** An application at Microsoft, and how it is reached. */
export interface Application {
  readonly tenantId: string
  readonly clientId: string
  readonly cloud?: MicrosoftCloud | undefined
  /** Outbound proxy for all calls of this application, `http://host:port`. */
  readonly proxyUrl?: string | undefined
}

/** `reason` is for the caller and names no secret. */
type Trial = { status: 'accepted' } | { status: 'refused', reason: string }

/** Applications as Microsoft knows them. */
export interface MicrosoftIdentities {
  /** Asks for a new token with this credential: for the operator API, or for Graph in a customer's tenant. */
  tryCredential (application: Application, credential: Credential, use: 'operator' | 'customer'): Promise<Trial>
  close (): Promise<void>
}
