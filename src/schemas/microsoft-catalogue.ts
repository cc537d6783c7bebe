// What an operator can look up at Microsoft (docs/wire/microsoft.md#calling-profiles).

/** Ties numbers to trunks; Microsoft makes it for the operator. */
export interface CallingProfile {
  readonly id: string
  readonly name: string
  readonly environment: string | undefined
  readonly region: string | undefined
  readonly carrier: string | undefined
  readonly offerTypes: readonly unknown[]
  readonly emergencyDialStrings: readonly string[]
  readonly isEmergencyProfile: boolean
  readonly emergencyProfileId: string | undefined
  readonly validation: object
  readonly trunks: ReadonlyArray<{ readonly id: string, readonly fqdn: string }>
}

/** A usage that a tenant may be offered, and the capabilities that come with it. */
export interface CapabilityPlan {
  readonly usage: string
  readonly name: string
  readonly offerTypes: readonly string[]
  readonly mandatoryCapabilities: readonly string[]
  readonly choosableCapabilities: readonly string[]
  readonly supportsTollFree: boolean
}
