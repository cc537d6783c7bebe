import { bare } from './job-words.ts'

interface Explanation { readonly means: string, readonly advice: string }

const toMicrosoft = 'Upload it again; when it fails again, open a case with Microsoft.'
const toConsent = 'Let the customer accept the operator in its Teams admin center, then upload again.'

/** What Microsoft's codes mean, and what to do (docs/wire/microsoft.md#codes). */
const explanations: Readonly<Record<string, Explanation>> = {
  InternalError: { means: 'Microsoft failed.', advice: toMicrosoft },
  UnableToRetrieveDefaultLocation: {
    means: 'The civic address has no default location.',
    advice: 'Name a location, or let the customer mend the address in its Teams admin center.'
  },
  UnableToRetrieveLocation: {
    means: 'The tenant does not have the location.',
    advice: 'Read its civic addresses with checkOnline, and name one of them.'
  },
  UnableToRetrievePartnerInfo: {
    means: 'Microsoft does not find our data as the operator.', advice: 'Open a case with Microsoft.'
  },
  UnableToMatchGeographyEntry: {
    means: 'The number does not belong to the place of the emergency address.',
    advice: 'Name an address in the region of the number, or leave the address to the tenant where that is allowed.'
  },
  UnknownCountryCode: {
    means: 'Microsoft does not know the country of the number.', advice: 'State the country of the upload.'
  },
  CountryNotConsented: {
    means: 'The tenant has not consented to numbers of this country.',
    advice: 'Let the customer add the country in its Teams admin center, then upload again.'
  },
  TelephoneNumberOwnedByAnotherTenant: {
    means: 'Another tenant has the number.', advice: 'Release it there first, or finish its porting.'
  },
  TelephoneNumberAssigned: { means: 'Somebody has the number.', advice: 'Unassign it first.' },
  TelephoneNumberNotFound: {
    means: 'The tenant does not have the number.', advice: 'Synchronize the numbers of the tenant.'
  },
  3042: {
    means: 'Microsoft does not say what 3042 means; it was seen for a number that the tenant does not have.',
    advice: 'Synchronize the numbers of the tenant.'
  },
  ReleaseExpired: { means: 'Microsoft gave the release up.', advice: 'Release the number again.' },
  ConsentNotActive: { means: 'The consent of the tenant is not active.', advice: toConsent },
  ConsentNotFound: { means: 'The tenant has not consented to the operator.', advice: toConsent },
  ConsentRemoved: { means: 'The tenant has removed the operator.', advice: toConsent },
  ConsentSuspended: {
    means: 'The tenant has suspended the operator; numbers can be released and not uploaded.', advice: toConsent
  },
  ApplicationNotEnabled: {
    means: 'Our application is not entered in the operator portal.',
    advice: 'Enter its client id at operatorconnect.microsoft.com.'
  },
  AppRoleMissing: {
    means: 'Our application lacks an app role of Project Synergy.',
    advice: 'Let an administrator grant NumberManagement.Write and PartnerSettings.Read to it.'
  }
}

/** The codes that are explained: docs/messages.md has them. */
export const explainedCodes: readonly string[] = Object.keys(explanations)

const byCode = new Map(Object.entries(explanations).map(([code, explanation]) => [bare(code), explanation]))

/** The code of a number in a job that Microsoft does not hold for the tenant, in any spelling. */
export const isNumberUnknown = (code: string | undefined): boolean =>
  code !== undefined && bare(code) === 'telephonenumbernotfound'

/** What Microsoft says, or what its code means, and what to do; undefined when neither is known. */
export function explainCode (code: string | undefined, said: string | undefined): string | undefined {
  const known = code === undefined ? undefined : byCode.get(bare(code))
  const reason = said ?? known?.means
  return known === undefined || reason === undefined ? reason : `${reason} ${known.advice}`
}
