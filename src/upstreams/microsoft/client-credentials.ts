import type { Credential } from '../../schemas/microsoft-credential.ts'
import type { Application } from './identities.ts'

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
