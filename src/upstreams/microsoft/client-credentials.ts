import type { Credential } from '../../schemas/microsoft-credential.ts'
import type { Application } from './identities.ts'
import type { HostsOf } from './clouds.ts'

/** Which of the two credentials that an application may have. */
export type Slot = 'current' | 'next'

/** An application with what it proves itself with. */
export interface ClientCredentials extends Application {
  readonly credential: Credential
  /** The one that is to follow; it is tried when the first is refused. */
  readonly next?: Credential | undefined
  /** Which one was accepted last; it is tried first. */
  readonly accepted?: Slot | undefined
}

/** How tokens are come by. */
export interface TokenSettings {
  /** Where the hosts of clouds are told; without it every cloud is that of the client. */
  readonly hostsOf?: HostsOf | undefined
  /** The metadata service of a machine in Azure. */
  readonly identityUrl?: string | undefined
  /** Hears which of two credentials was accepted, when it is another one than before. */
  readonly noteAccepted?: ((credentials: ClientCredentials, slot: Slot) => Promise<void>) | undefined
}
