/** What a country asks of the numbers of users, beside its numbering plan. */
interface CountryRule {
  /** No number without an emergency address (docs/wire/live-cloud.md#upload). */
  readonly needsAddress: boolean
  /** Only an address that was validated (docs/wire/microsoft.md#emergency-addresses). */
  readonly needsValidatedAddress: boolean
}

const usual: CountryRule = { needsAddress: false, needsValidatedAddress: false }

const rules: Readonly<Record<string, CountryRule>> = {
  US: { needsAddress: true, needsValidatedAddress: true },
  CA: { needsAddress: false, needsValidatedAddress: true }
}

export function ruleOfCountry (country: string | undefined): CountryRule {
  return country !== undefined && Object.hasOwn(rules, country) ? rules[country] ?? usual : usual
}
