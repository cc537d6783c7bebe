/**
 * Every error a client can be told: code → HTTP status, title, and what to do about it. The code is stable; clients
 * branch on it.
 */
export const problems = {
  validation_failed: {
    status: 400, title: 'One or more validation errors occurred.',
    advice: 'Mend the fields that `errors` names. Nothing was changed.'
  },
  syntax_error: {
    status: 400, title: 'One or more validation errors occurred.',
    advice: 'Mend the JSON at the line and position that `errors` names.'
  },
  tenant_id_invalid: {
    status: 400, title: 'Invalid msTenantId', advice: 'Send the Microsoft tenant id as a GUID, or leave it out.'
  },
  lead_in_use: {
    status: 400, title: 'The lead cannot be deleted.',
    advice: 'Only leads without consent, license and numbers can be deleted.'
  },
  channel_not_assigned: {
    status: 400, title: 'The tenant belongs to no channel.', advice: 'Look at `ovocChannelId` of the lead.'
  },
  idempotency_key_invalid: {
    status: 400, title: 'The Idempotency-Key is not usable.',
    advice: 'Send 1 to 255 visible ASCII characters; a UUID is a good key.'
  },
  license_insufficient: {
    status: 400, title: 'The licence of the customer does not include the operation.',
    advice: 'Upgrade the customer to Operator Connect Essentials Plus or Pro.'
  },
  connection_required: {
    status: 400, title: 'The customer has no token connection to its Microsoft tenant.',
    advice: 'Connect it with `PUT /api/v3/customer/{customerGuid}/connection` first.'
  },
  connection_broken: {
    status: 400, title: 'The token connection of the customer does not work.',
    advice: 'Mend what `detail` says, in the tenant of the customer or by setting the credentials again.'
  },
  token_missing: { status: 401, title: 'A bearer token is required.', advice: 'Send `Authorization: Bearer <token>`.' },
  token_invalid: {
    status: 401, title: 'The bearer token is not valid.', advice: 'Get a new token, for the audience of this API.'
  },
  caller_unknown: {
    status: 403, title: 'This application is not registered with Dialplane.',
    advice: 'Ask your provider to register it.'
  },
  caller_disabled: {
    status: 403, title: 'The application may not call at present.',
    advice: 'An administrator of its node, or one above, enables it or extends its time.'
  },
  role_missing: {
    status: 403, title: 'The role of this application does not allow the operation.',
    advice: 'Ask for the role in your directory, then get a new token.'
  },
  out_of_scope: {
    status: 403, title: 'This is outside the part of the tree the application acts for.',
    advice: 'Ask for your own channel or customer only.'
  },
  not_allocated: {
    status: 403, title: 'The request uses what is not allocated.',
    advice: 'Leave out what `errors` names, or ask your provider to allocate it.'
  },
  request_unreadable: {
    status: 400, title: 'The request is not HTTP as it should be.',
    advice: 'Mend what `detail` names: lengths, chunks, header fields. The connection was closed.'
  },
  request_timeout: {
    status: 408, title: 'The request did not arrive in time.',
    advice: 'Send it again, whole, with the same Idempotency-Key. The connection was closed.'
  },
  headers_too_large: {
    status: 431, title: 'The header fields of the request are too large.',
    advice: 'Send at most 16 KiB of header fields. The connection was closed.'
  },
  route_not_found: {
    status: 404, title: 'There is no such operation.', advice: 'Compare method and path with this document.'
  },
  method_not_allowed: {
    status: 405, title: 'The path does not know this method.', advice: 'Use one of the methods that `Allow` names.'
  },
  channel_not_found: {
    status: 404, title: 'There is no such channel.', advice: 'Take the id from the list of channels.'
  },
  lead_not_found: {
    status: 404, title: 'There is no such lead.',
    advice: 'Compare the tenant id with your leads; a new lead needs a tenant that exists.'
  },
  caller_not_found: {
    status: 404, title: 'The application does not exist.', advice: 'List them with `listCallers`.'
  },
  caller_exists: {
    status: 409, title: 'The application is registered already.',
    advice: 'Change it; if `listCallers` does not show it, it acts for a node that is not yours.'
  },
  webhook_not_found: {
    status: 404, title: 'There is no such webhook.', advice: 'List them with `listWebhooks`.'
  },
  allocation_not_found: {
    status: 404, title: 'There is no such allocation.', advice: 'Take the id from the list of allocations.'
  },
  task_not_found: {
    status: 404, title: 'There is no such task.',
    advice: 'Compare the id; finished tasks are kept for some months only.'
  },
  site_not_found: {
    status: 404, title: 'There is no such SIP connection.',
    advice: 'Compare the id; it is not among the SIP connections you may see.'
  },
  site_in_use: {
    status: 409, title: 'The SIP connection is in use.', advice: 'Release the numbers of the customer first.'
  },
  dial_plan_not_found: {
    status: 404, title: 'The SBC has no such dial plan.',
    advice: 'List the dial plans of the SIP connection; plans are made on the SBC.'
  },
  dial_plan_guarded: {
    status: 409, title: 'The dial plan follows the number records.',
    advice: 'Upload or release numbers; their rules follow.'
  },
  script_template_not_found: {
    status: 404, title: 'There is no such script template.', advice: 'Take the id from the list of script templates.'
  },
  cursor_unknown: {
    status: 410, title: 'The log does not go on from there.',
    advice: 'Read the state that you need anew, then the log without `after`, or from `after=latest`.'
  },
  script_template_built_in: {
    status: 409, title: 'Built-in script templates cannot be changed.', advice: 'Clone it, and change the clone.'
  },
  script_template_in_use: {
    status: 409, title: 'The script template is in use.',
    advice: 'Give the SIP connections and templates that name it another one first.'
  },
  gateway_not_found: {
    status: 404, title: 'There is no such gateway request.',
    advice: 'Compare the correlation id with the answer to the request that made it.'
  },
  customer_not_found: {
    status: 404, title: 'There is no such customer.', advice: 'Take the id from the list of customers.'
  },
  civic_address_not_found: {
    status: 404, title: 'There is no such civic address.',
    advice: 'List those of the tenant, with checkOnline when it is new.'
  },
  job_not_found: { status: 404, title: 'There is no such job.', advice: 'Take the id from the list of jobs.' },
  number_reserved: {
    status: 409, title: 'A number is reserved for somebody else.',
    advice: 'Wait for the end of the reservation, or have it ended by whoever made it.'
  },
  number_cooling: {
    status: 409, title: 'A number is cooling.',
    advice: 'Wait for its end, or let the provider end it early with a reason.'
  },
  number_not_found: {
    status: 404, title: 'There is no such number.', advice: 'It is not among the numbers you may see.'
  },
  sbc_not_found: {
    status: 404, title: 'There is no such SBC.', advice: 'List the SBC devices; it may have been removed.'
  },
  sbc_change_not_found: {
    status: 404, title: 'There is no such change.', advice: 'List the changes of the SBC; it may be too old.'
  },
  range_not_found: {
    status: 404, title: 'There is no such range.', advice: 'List the named ranges, those that ended as well.'
  },
  range_ended: {
    status: 409, title: 'The range was split, merged or removed.',
    advice: 'Read it: `successors` has what it became.'
  },
  range_taken: {
    status: 409, title: 'Another range has the name or some of the numbers.',
    advice: 'Choose another name, or numbers that no range has; `detail` names the one that is in the way.'
  },
  freeze_not_found: {
    status: 404, title: 'There is no such freeze.', advice: 'List the freezes; it may be over.'
  },
  sbc_in_use: { status: 409, title: 'The SBC is in use.', advice: 'Do what `detail` says, then remove it again.' },
  sbc_credentials_refused: {
    status: 409, title: 'The SBC does not accept the new credentials.',
    advice: 'The old ones stay. Compare user, password and level with the device.'
  },
  operator_tenant_not_found: {
    status: 404, title: 'There is no such Operator Connect tenant.', advice: 'List the Operator Connect tenants.'
  },
  operator_tenant_taken: {
    status: 409, title: 'Somebody else is the operator at this tenant.',
    advice: 'Compare the tenant id with your own directory.'
  },
  operator_tenant_in_use: {
    status: 409, title: 'Customers are reached through the Operator Connect tenant.',
    advice: 'Release their numbers and remove them, or set up another tenant that they consented to.'
  },
  credential_refused: {
    status: 409, title: 'Microsoft does not take the credential.',
    advice: 'What was in use stays. Compare it with the app registration.'
  },
  credential_missing: {
    status: 409, title: 'There is no such credential.', advice: 'Give one with changeOperatorCredential.'
  },
  data_sync_not_found: { status: 404, title: 'There is no such data sync.', advice: 'List the data syncs.' },
  data_sync_is_default: {
    status: 409, title: 'The data sync came with its Operator Connect tenant.',
    advice: 'Change its schedule, limits and filters; for anything else add a data sync of your own.'
  },
  number_order_not_found: {
    status: 404, title: 'There is no such order.', advice: 'List the number orders or the number releases.'
  },
  consent_not_found: {
    status: 404, title: 'The tenant has not consented.', advice: 'Synchronize leads; ask the customer to consent.'
  },
  customer_document_not_found: {
    status: 404, title: 'No document is stored for the tenant.', advice: 'List the documents, or store one.'
  },
  build_template_not_found: {
    status: 404, title: 'There is no such template.', advice: 'List the templates of customer builds.'
  },
  build_template_is_default: {
    status: 409, title: 'The template comes with the program.', advice: 'Clone it, and edit the clone.'
  },
  build_template_changed: {
    status: 409, title: 'The template has a newer version.', advice: 'Read it, and edit that version.'
  },
  relationship_conflict: {
    status: 409, title: 'The relationship cannot become that from what it is.',
    advice: 'Read what it is; `detail` says what cannot follow.'
  },
  channel_in_use: {
    status: 409, title: 'Something still belongs to the channel.',
    advice: 'Remove its leads and customers from the channel first.'
  },
  customer_busy: {
    status: 409, title: 'Something is under way for the customer.',
    advice: 'Wait until the task that `detail` names is over, and send the request again.'
  },
  customer_has_numbers: {
    status: 409, title: 'The customer has numbers.',
    advice: 'Release them first, or say that they are to be released with it.'
  },
  allocated_elsewhere: {
    status: 409, title: 'The request uses what is allocated to others, or belongs to the provider.',
    advice: 'Leave out what `errors` names; applications of the provider may send a `reason`, which is kept.'
  },
  plan_not_found: {
    status: 404, title: 'There is no such plan.',
    advice: 'Wait for the task that makes it, or make one with planRepair.'
  },
  plan_stale: {
    status: 409, title: 'The plan does not hold any more.',
    advice: 'Read what `errors` names, let the sides be read anew, and plan again.'
  },
  approval_needed: {
    status: 409, title: 'Somebody else must approve it.',
    advice: 'Let another administrator than the one who asked for it call approveRepair or approveTask.'
  },
  repair_limit: {
    status: 409, title: 'The plan repairs more than is allowed within an hour.',
    advice: 'Plan fewer numbers, wait, or set another policy.'
  },
  number_busy: {
    status: 409, title: 'A number is being processed by another task.',
    advice: 'Wait until the task that `errors` names is over, and send the request again.'
  },
  synchronization_running: {
    status: 409, title: 'A synchronization is running already.', advice: 'Follow the task that `detail` names.'
  },
  task_finished: {
    status: 409, title: 'The task has already finished.',
    advice: 'Read its result; to take numbers away again, release them.'
  },
  task_not_finished: { status: 409, title: 'The task has not finished yet.', advice: 'Wait for it, or cancel it.' },
  nothing_to_retry: {
    status: 409, title: 'Nothing of the task failed.', advice: 'Look at its status and its items.'
  },
  secrets_not_kept: {
    status: 409, title: 'The secrets of the request are not kept.',
    advice: 'Send the request itself again, with its secrets.'
  },
  task_not_parked: {
    status: 409, title: 'The task is not parked.', advice: 'Only tasks that `parked` marks need to be released.'
  },
  task_not_awaiting_approval: {
    status: 409, title: 'The task does not wait for an approval.',
    advice: 'Only tasks with `awaitsApproval` are approved or refused.'
  },
  body_too_large: { status: 413, title: 'The request body is too large.', advice: 'Split the request.' },
  media_type_unsupported: {
    status: 415, title: 'The body has a media type that is not taken here.',
    advice: 'Send `Content-Type: application/json`, or `text/csv` to an import.'
  },
  idempotency_key_reused: {
    status: 422, title: 'The Idempotency-Key was used for another request.', advice: 'Use a new key for a new request.'
  },
  rate_limited: { status: 429, title: 'Too many requests.', advice: 'Come back after `Retry-After` seconds.' },
  internal_error: {
    status: 500, title: 'Something went wrong on our side.',
    advice: 'Send the request again with the same Idempotency-Key; tell us the ticket if it stays.'
  },
  task_failed: {
    status: 502,
    title: 'The task behind the request did not succeed.',
    advice:
      'Read the task that `Location` leads to; what it had done was taken back, or its messages name what is left.'
  },
  task_unfinished: {
    status: 504, title: 'The task behind the request takes longer than we keep you waiting.',
    advice: 'Read the task that `Location` leads to; do not send the request again without its Idempotency-Key.'
  },
  identity_unavailable: {
    status: 503, title: 'Tokens cannot be verified right now.', advice: 'Try again after `Retry-After` seconds.'
  },
  sbc_unavailable: {
    status: 503, title: 'The SBC does not answer right now.', advice: 'Try again after `Retry-After` seconds.'
  },
  database_unavailable: {
    status: 503, title: 'The database cannot be reached right now.',
    advice: 'Send the request again with the same Idempotency-Key after `Retry-After` seconds.'
  }
} as const satisfies Record<string, { status: number, title: string, advice: string }>

export type ProblemCode = keyof typeof problems

/**
 * Field → what is wrong with it (docs/wire/live-cloud.md#errors). A field that breaks a rule goes by its name, each
 * part of it beginning big (`ScriptParameters.ProxySet`); what cannot be read at all, and an element of a list, goes by
 * its path as it was sent (`phoneNumbers[3]`).
 */
export type FieldErrors = Record<string, string[]>

/** The only error thrown on purpose to answer a request. `detail` is for the client, `cause` for the log. */
export class Problem extends Error {
  readonly code: ProblemCode
  readonly errors: FieldErrors | undefined
  /** A body that is documented to be a text and nothing else (docs/wire/live-cloud.md#bare-strings). */
  readonly bare: string | undefined
  readonly headers: Record<string, string>

  constructor (
    code: ProblemCode, detail: string,
    options: { errors?: FieldErrors, bare?: string, cause?: unknown, headers?: Record<string, string> } = {}
  ) {
    super(detail, { cause: options.cause })
    this.name = 'Problem'
    this.code = code
    this.errors = options.errors
    this.bare = options.bare
    this.headers = options.headers ?? {}
  }
}

/** A request that says something wrong in one or several fields; it changes nothing. */
export function invalid (errors: FieldErrors): Problem {
  return new Problem('validation_failed', Object.values(errors).flat().join(' '), { errors })
}

/** How an upstream let us down, which decides whether and when to try again. */
export type FaultKind =
  | 'unreachable' // no answer: refused, reset, timed out. Whether it was done is unknown
  | 'throttled' // 429: come back later
  | 'busy' // 5xx, or a device state such as HA synchronization
  | 'unauthorized' // our credentials are wrong or expired
  | 'forbidden' // the credentials are right but may not do this
  | 'unexpected' // an answer we cannot read

/**
 * An upstream that did not do its part. The message is fit for a task's messages: it names the upstream and no secret.
 */
export class UpstreamFault extends Error {
  readonly upstream: string
  readonly kind: FaultKind
  readonly retryAfterSeconds: number | undefined
  /** The upstream's own word for what is wrong, where it says one. */
  readonly code: string | undefined
  /** What the upstream calls the request, for the log. */
  readonly requestId: string | undefined
  /** What only those may read who own the upstream: where it is, and why it is silent. */
  readonly inDetail: string | undefined

  constructor (
    upstream: string, kind: FaultKind, message: string,
    options: {
      retryAfterSeconds?: number, cause?: unknown, code?: string | undefined, requestId?: string | undefined
      inDetail?: string
    } = {}
  ) {
    super(message, { cause: options.cause })
    this.name = 'UpstreamFault'
    this.upstream = upstream
    this.kind = kind
    this.retryAfterSeconds = options.retryAfterSeconds
    this.code = options.code
    this.requestId = options.requestId
    this.inDetail = options.inDetail
  }

  /** Waiting it out may help; a wrong password does not get better by itself. */
  get isTransient (): boolean {
    return this.kind === 'unreachable' || this.kind === 'throttled' || this.kind === 'busy'
  }
}
