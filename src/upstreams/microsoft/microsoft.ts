import type { CallingProfile, CapabilityPlan } from '../../schemas/microsoft-catalogue.ts'
import type { GateName, gateResults } from '../../schemas/microsoft-gate.ts'
import type { PageCursor } from './page-cursor.ts'
import type { PrintedAddress } from './printed-address.ts'
import type { E164 } from '../../schemas/phone-number.ts'

/** How numbers of one upload are to be used; one block of settings holds for all of them. */
export interface NumberSettings {
  readonly callingProfileId: string
  readonly usage: string
  readonly additionalUsages: readonly string[]
  readonly capabilities: readonly string[]
  readonly civicAddressId?: string | undefined
  readonly locationId?: string | undefined
  readonly allowTenantAddressUpdate?: boolean | undefined
  readonly displayedCountryCode?: string | undefined
  readonly ticketId?: string | undefined
}

/** What of a number the operator can change afterwards. */
interface NumberChange {
  readonly usage?: string | undefined
  readonly additionalUsages?: readonly string[] | undefined
  readonly capabilities?: readonly string[] | undefined
  readonly civicAddressId?: string | undefined
  readonly locationId?: string | undefined
}

/** A number as Microsoft holds it for a tenant. */
export interface AcquiredNumber {
  readonly number: E164
  readonly callingProfileId: string | undefined
  readonly acquiredCapabilities: readonly string[]
  readonly availableCapabilities: readonly string[]
  readonly acquiredOn: string | undefined
  readonly country: string | undefined
  readonly jobId: string | undefined
  readonly civicAddressId: string | undefined
  readonly locationId: string | undefined
  /** Our word, or Microsoft's where we do not know it. */
  readonly assignmentStatus: string | undefined
}

/** An emergency address that the tenant has set up, as Microsoft prints it. */
export type CivicAddress = PrintedAddress

/** What a tenant said to us as its operator, or a lead that we made without asking it (`isDirect`). */
export interface Consent {
  readonly tenantId: string
  readonly isDirect: boolean
  readonly tenantOrigin: string | undefined
  readonly operatorId: string | undefined
  readonly status: 'Active' | 'NotActive' | 'Suspended' | 'Removed'
  readonly consentedOn: string | undefined
  readonly lastModifiedOn: string | undefined
  readonly countries: readonly string[]
  readonly contact: Contact | undefined
  readonly contacts: readonly Contact[]
  /** Our side of it, as we told Microsoft; nothing until then. */
  readonly relationship:
    | { readonly status: string, readonly comment: string | null, readonly lastModifiedOn: string }
    | undefined
}

export interface Contact {
  readonly fullName: string | null
  readonly email: string | null
  readonly phoneNumber: string | null
  readonly companyName: string | null
  readonly companySize: string | null
}

/** A status of docs/wire/microsoft.md#consents; `comment` is the reason where one is needed. */
interface NewRelationship {
  readonly status: string
  readonly comment?: string | undefined
  readonly ticketId?: string | undefined
}

/** `message` says what was found, and for a failure what to do; it names no secret. */
export interface Gate {
  readonly gate: GateName
  readonly result: typeof gateResults[number]
  readonly message: string
}

export interface Refused { status: 'refused', code: string, reason: string }

export type Started = { status: 'started', jobId: string, askAgainSeconds?: number | undefined } | Refused

/** `unknown`: Microsoft uses a word that we do not know, `word`; only the number itself can tell. */
export interface NumberResult {
  readonly number: E164
  readonly outcome: 'pending' | 'succeeded' | 'failed' | 'unknown'
  readonly word?: string
  /** Microsoft says that the tenant does not have the number. */
  readonly isGone?: boolean
  readonly code?: string
  readonly reason?: string
}

interface OpenJob {
  microsoftStatus: string
  createdAt: string | undefined
  askAgainSeconds?: number | undefined
}

/**
 * `vanished`: Microsoft no longer knows the job; its effect must be read from the numbers themselves. `expired`: it
 * gave the job up. `unknown`: its status is a word that we do not know, so that its numbers decide too.
 * `askAgainSeconds`: when Microsoft wants to be asked again.
 */
export type Job =
  | { status: 'vanished', expired?: boolean }
  | { status: 'running' } & OpenJob
  | { status: 'unknown' } & OpenJob
  | {
    status: 'finished'
    microsoftStatus: string
    /** Microsoft says that all of it was done. */
    isSuccess: boolean
    createdAt: string | undefined
    updatedAt: string
    numbers: readonly NumberResult[]
  }

/**
 * The Operator Connect operator API in our words. Expected outcomes are values; anything else throws UpstreamFault.
 * `operationId` is ours: it lets us ask later whether a request that got no answer was received.
 */
export interface OperatorConnect {
  /** The client id of the provider's application that calls for a tenant, or at one of its Operator Connect tenants. */
  applicationOf(
    providerId: number, which: { tenantId?: string | undefined, operatorTenantId?: string | undefined }
  ): Promise<string>
  /** Which of these numbers Microsoft holds for the tenant; those it does not hold are absent from the map. */
  findNumbers(
    providerId: number, tenantId: string, numbers: readonly E164[]
  ): Promise<ReadonlyMap<string, AcquiredNumber>>
  /** One page of all numbers that Microsoft holds for the tenant; `next` is where the following page begins. */
  numbers(
    providerId: number, tenantId: string, cursor: PageCursor | undefined
  ): Promise<{ numbers: readonly AcquiredNumber[], next: PageCursor | undefined }>
  startUpload(
    providerId: number, tenantId: string, operationId: string, numbers: readonly E164[], settings: NumberSettings
  ): Promise<Started>
  findUpload(providerId: number, tenantId: string, operationId: string): Promise<string | undefined>
  uploadJob(providerId: number, tenantId: string, jobId: string): Promise<Job>
  /** Changes one number to what is given and leaves the rest of it; doing it twice comes to the same. */
  changeNumber(
    providerId: number, tenantId: string, number: E164, operationId: string, change: NumberChange
  ): Promise<{ status: 'changed', number: AcquiredNumber } | Refused>
  startRelease(providerId: number, tenantId: string, operationId: string, numbers: readonly E164[]): Promise<Started>
  findRelease(providerId: number, tenantId: string, operationId: string): Promise<string | undefined>
  civicAddresses(providerId: number, tenantId: string): Promise<CivicAddress[]>
  releaseJob(providerId: number, tenantId: string, jobId: string): Promise<Job>
  /**
   * One page of all consents that the operator was given at one of its Operator Connect tenants, the oldest where none
   * is named; `next` is where the following page begins.
   */
  consents(
    providerId: number, operatorTenantId: string | undefined, cursor: PageCursor | undefined
  ): Promise<{ consents: readonly Consent[], next: PageCursor | undefined }>
  /** Undefined: the tenant has never consented, and is no lead of ours either. */
  findConsent(providerId: number, tenantId: string): Promise<Consent | undefined>
  createLead(
    providerId: number, tenantId: string, operationId: string, companyName: string
  ): Promise<{ status: 'created', consent: Consent } | Refused>
  /** Takes a lead without consent back; one that is gone already is `gone` too. */
  removeLead (providerId: number, tenantId: string, operationId: string): Promise<{ status: 'gone' } | Refused>
  /** Tells Microsoft our side of a consent; telling it twice comes to the same. */
  setRelationship (
    providerId: number, tenantId: string, operationId: string, relationship: NewRelationship
  ): Promise<{ status: 'set', consent: Consent } | Refused>
  /** All calling profiles that Microsoft made for the operator. */
  callingProfiles(providerId: number, operatorTenantId: string): Promise<CallingProfile[]>
  /** What a tenant may be offered. */
  capabilityPlans(providerId: number, tenantId: string): Promise<CapabilityPlan[]>
  /** Walks the gates between us and the operator API in order; what lies behind a closed one is `skipped`. */
  examine(providerId: number, operatorTenantId: string): Promise<Gate[]>
  /** Asks Entra's public metadata, which needs no credentials. */
  findTenant(
    providerId: number, tenantId: string
  ): Promise<{ status: 'exists', region: string | undefined } | { status: 'unknown' }>
  close(): Promise<void>
}

/** Numbers per request: the least of what public relays of the API take (docs/wire/microsoft.md#limits-and-retries). */
export const chunkSize = 1000
