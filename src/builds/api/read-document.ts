import type { ReachedRecords } from '../../database/reach.ts'
import type { UploadBody } from '../../numbers/schemas/upload.ts'
import { templateVersions } from '../records/templates.ts'
import { standardCustomer, standardUsage } from '../schemas/built-in-templates.ts'
import {
  buildTypes, operatorConnectOnly, type CustomerDocument, type NumberRangeWish, type SiteWish
} from '../schemas/document.ts'
import type { BuildTemplate, TemplateType } from '../schemas/template.ts'
import type { Faults } from './faults.ts'

/** What a document asks for, with all that its templates add. */
export interface Wanted {
  readonly msTenantId: string
  /** What is to be stored. */
  readonly document: CustomerDocument
  readonly shortName: string | undefined
  readonly fullName: string | undefined
  readonly channelId: number | undefined
  readonly licenseType: number | undefined
  readonly licensedUsersCount: number | undefined
  /** Undefined: the document does not speak of sites. */
  readonly sites: readonly SiteWish[] | undefined
  /** The same of numbers. Each as an upload of its own would ask for it. */
  readonly ranges: readonly UploadBody[] | undefined
}

/** Why the other build types of the original are not built here. */
const whyNot: Readonly<Record<string, string>> = {
  CiscoCustomer: 'it needs Cisco call managers, which Dialplane does not drive',
  MicrosoftCustomer: 'its users and policies are managed in the tenant of the customer, which Dialplane does not do',
  HybridCustomer: 'it needs Cisco call managers, which Dialplane does not drive',
  CallRedirectionOnlyCustomer: 'Dialplane redirects no calls'
}

/** Reads a document: what it leaves out comes from the stored one, and then from its templates. */
export async function readDocument (
  records: ReachedRecords, given: CustomerDocument, stored: object | undefined, faults: Faults
): Promise<Wanted> {
  const msTenantId = given.msTenantId.trim().toLowerCase()
  const document: CustomerDocument = { ...stored, ...given, msTenantId }
  readBuildType(document.customerBuildType, faults)
  const template = await readTemplate(
    records, document.configurationTemplate ?? standardCustomer, 'Customer', faults, 'ConfigurationTemplate'
  )
  const defaults = template?.settings ?? {}
  const ranges: UploadBody[] = []
  for (const [index, range] of (document.numberRanges ?? []).entries()) {
    const usage = range.usageTemplate ?? defaults.usageTemplate ?? standardUsage
    ranges.push(await readRange(records, range, usage, faults.at(`NumberRanges[${index}]`)))
  }
  const { licenseType, licensedUsersCount, usageTemplate: _, ...siteDefaults } = defaults
  return {
    msTenantId,
    document,
    shortName: document.customerShortName?.trim(),
    fullName: document.customerFullName?.trim() || undefined,
    channelId: document.channelId,
    licenseType: document.licence?.licenseType ?? licenseType,
    licensedUsersCount: document.usersDefault?.licensedUsersCount ?? licensedUsersCount,
    sites: document.sites?.map(site => withDefaults(site, siteDefaults)),
    ranges: document.numberRanges && ranges
  }
}

/** A site of which the document does not speak: the usual one. */
export const usualSite: SiteWish = { ovocCustomerType: 'TENANT_TYPE' }

function withDefaults (
  site: SiteWish, { ovocCustomerType, sbcId, ...scripts }: Partial<SiteWish>
): SiteWish {
  const type = site.ovocCustomerType ?? ovocCustomerType
  return {
    ...(type !== undefined && { ovocCustomerType: type }), ...(sbcId !== undefined && { sbcId }),
    ...scripts, ...site
  }
}

function readBuildType (text: string | undefined, faults: Faults): void {
  const asked = text?.trim() ?? operatorConnectOnly
  const type = buildTypes.find(name => name.toLowerCase() === asked.toLowerCase())
  if (type === operatorConnectOnly) return
  faults.add('CustomerBuildType', type === undefined
    ? `There is no build type ${asked}. Use ${operatorConnectOnly}.`
    : `Customers of the type ${type} are not built here: ${whyNot[type]}. Use ${operatorConnectOnly}.`)
}

/** A template by `name` or `name@version`; its newest version, unless one is named. */
async function readTemplate (
  records: ReachedRecords, asked: string, type: TemplateType, faults: Faults, field: string
): Promise<BuildTemplate | undefined> {
  const [, name = '', version] = /^(.*?)(?:@(\d{1,9}))?$/.exec(asked.trim()) ?? []
  const versions = await templateVersions(records, name)
  const found = version === undefined ? versions[0] : versions.find(known => known.version === Number(version))
  if (found === undefined) faults.add(field, `There is no template ${asked}.`)
  else if (found.type !== type) faults.add(field, `${found.name} is a template of type ${found.type}, not ${type}.`)
  return found?.type === type ? found : undefined
}

/** A range as the body of an upload. */
async function readRange (
  records: ReachedRecords, range: NumberRangeWish, usageTemplate: string, faults: Faults
): Promise<UploadBody> {
  const template = await readTemplate(records, usageTemplate, 'NumberUsage', faults, 'UsageTemplate')
  const { usageTemplate: _, startTelephoneNumber, range: count, phoneNumberRanges = [], ...said } = range
  const { callingProfile = '', usage = '', ...rest } = { ...template?.settings, ...said }
  if (callingProfile === '') faults.add('CallingProfile', 'The CallingProfile field is required.')
  if (usage === '' && template !== undefined) faults.add('Usage', 'The Usage field is required.')
  const form = startTelephoneNumber === undefined ? [] : [rangeOf(startTelephoneNumber, count, faults)]
  if (startTelephoneNumber === undefined && count !== undefined) {
    faults.add('StartTelephoneNumber', 'The StartTelephoneNumber field is required with a range.')
  }
  return {
    ...rest, callingProfile, usage, workflowVersion: 3,
    phoneNumberRanges: [...form.flatMap(found => found ?? []), ...phoneNumberRanges]
  }
}

/**
 * The numbers of a form: `+9186841658X` and 10 are those from …580 to …589. Each X at the end stands for a digit, and
 * without a count for all there are.
 */
function rangeOf (
  text: string, count: number | undefined, faults: Faults
): { start: string, end: string } | undefined {
  const [, prefix = '', places = ''] = /^\s*\+?([\d\s().-]*?)(x*)\s*$/i.exec(text) ?? []
  const digits = prefix.replaceAll(/\D/g, '')
  if (digits === '' || places.length > 4) {
    faults.add('StartTelephoneNumber', `${text} is not a number that may end in up to four X.`)
    return undefined
  }
  const start = `${digits}${'0'.repeat(places.length)}`
  const end = String(BigInt(start) + BigInt((count ?? 10 ** places.length) - 1))
  return { start: `+${start}`, end: `+${end}` }
}
