import type { TSchema } from '@sinclair/typebox'
import { CallingProfile } from '../sbcs/schemas/calling-profile.ts'
import { CapabilitiesBody, EmergencyLocationBody } from '../numbers/schemas/change-numbers.ts'
import { CivicAddress, CivicAddressPage } from '../numbers/schemas/civic-address.ts'
import { Customer, CustomerDetails } from '../tenancy/schemas/customer.ts'
import { CustomerChange, LicenceInfo, LicenceUpgrade, LicensedUser } from '../tenancy/schemas/licence.ts'
import { JobReference, LeadChange, NewCustomerBody, NewHostedCustomerBody } from '../customers/schemas/new-customer.ts'
import { DialPlan, DialPlanChangeBody, DialPlanMatch } from '../sites/schemas/dial-plan.ts'
import { NumberPage, NumberRecord } from '../numbers/schemas/number-record.ts'
import { NumberImport } from '../numbers/schemas/number-import.ts'
import { NumberChange, NumberChangePage } from '../numbers/schemas/number-history.ts'
import { NumberStatusBody, NumberVerdicts } from '../numbers/schemas/number-status.ts'
import { OvocChannel, OvocChannels, OvocReference } from '../tenancy/schemas/ovoc-channel.ts'
import { OvocService, OvocServices } from '../customers/schemas/ovoc-service.ts'
import {
  Channel, ChannelAssigned, ChannelAssignment, ChannelChange, ChannelPage, ChannelRemoved, NewChannel
} from '../tenancy/schemas/channel.ts'
import { Job, JobPage } from '../numbers/schemas/job.ts'
import { Lead, LeadPage, NewLead } from '../customers/schemas/lead.ts'
import {
  NewOnlinePstnGateway, OnlinePstnGateway, OnlinePstnGatewayReference
} from '../gateways/schemas/online-pstn-gateway.ts'
import { ProblemDetails } from '../schemas/problem.ts'
import { ProvisionUserBody } from '../users/schemas/provision-user.ts'
import { ReleaseBody } from '../numbers/schemas/release.ts'
import { RemovalAnswer, RemovalBody, RemovalSummary } from '../numbers/schemas/removal.ts'
import {
  CallingProfileMapping, SbcAnswer, SbcCredentials, SbcDetails, SbcDevice, SbcHealth, SbcRegistration, SbcSettings
} from '../sbcs/schemas/sbc-device.ts'
import {
  SavedScriptTemplate, ScriptPreview, ScriptPreviewBody, ScriptTemplate, ScriptTemplateBody
} from '../sites/schemas/script-template.ts'
import {
  SiteLocation, SiteLocationBody, SiteLocationReference, SiteLocationRemoval
} from '../sites/schemas/site-location.ts'
import { Task, TaskItem, TaskItemPage, TaskPage, TaskReference } from '../schemas/task.ts'
import { TenantUser, TenantUserPage } from '../users/schemas/tenant-user.ts'
import { UnassignBody } from '../users/schemas/unassign.ts'
import { TenantValidation } from '../customers/schemas/tenant-validation.ts'
import { UploadBody } from '../numbers/schemas/upload.ts'
import type { Version } from '../http/routes.ts'
import { v2 } from './v2.ts'

export type Noun = TSchema & { $id?: string }

/** In alphabetical order. */
const newest: readonly Noun[] = [
  CallingProfile,
  CallingProfileMapping,
  Channel,
  ChannelAssigned,
  ChannelAssignment,
  ChannelChange,
  ChannelPage,
  ChannelRemoved,
  CapabilitiesBody,
  CivicAddress,
  CivicAddressPage,
  Customer,
  CustomerChange,
  CustomerDetails,
  JobReference,
  EmergencyLocationBody,
  Job,
  JobPage,
  Lead,
  LeadChange,
  LeadPage,
  LicenceInfo,
  LicenceUpgrade,
  LicensedUser,
  NewChannel,
  NewCustomerBody,
  NewHostedCustomerBody,
  NewLead,
  DialPlan,
  DialPlanChangeBody,
  DialPlanMatch,
  NumberChange,
  NumberChangePage,
  NumberImport,
  NumberPage,
  NumberRecord,
  NumberStatusBody,
  NumberVerdicts,
  OvocChannel,
  OvocChannels,
  OvocReference,
  OvocService,
  OvocServices,
  NewOnlinePstnGateway,
  OnlinePstnGateway,
  OnlinePstnGatewayReference,
  ProblemDetails,
  ProvisionUserBody,
  ReleaseBody,
  RemovalAnswer,
  RemovalBody,
  RemovalSummary,
  SbcAnswer,
  SbcCredentials,
  SbcDetails,
  SbcDevice,
  SbcHealth,
  SbcRegistration,
  SbcSettings,
  SavedScriptTemplate,
  ScriptPreview,
  ScriptPreviewBody,
  ScriptTemplate,
  ScriptTemplateBody,
  SiteLocation,
  SiteLocationBody,
  SiteLocationReference,
  SiteLocationRemoval,
  Task,
  TaskItem,
  TaskItemPage,
  TaskPage,
  TaskReference,
  TenantUser,
  TenantUserPage,
  UnassignBody,
  TenantValidation,
  UploadBody
]

/** Schemas with a name of their own in the documents of a version. */
export function nounsOf (version: Version): readonly Noun[] {
  if (version !== 'v2') return newest
  const older = new Map(v2.flatMap(change => change.nouns ?? []).map(noun => [noun.$id, noun]))
  return newest.map(noun => older.get(noun.$id) ?? noun)
}
