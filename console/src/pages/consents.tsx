import type { Shapes } from '@dialplane/client'
import { useCall } from '../api.ts'
import { given, oneOf, type Action } from '../parts/action.ts'
import { ActionButton } from '../parts/action-button.tsx'
import { Facts } from '../parts/facts.tsx'
import { Filters, useFilters, type Filter } from '../parts/filters.tsx'
import { Table } from '../parts/table.tsx'
import { Badge, counted, Told, When } from '../parts/told.tsx'
import { usePages } from '../parts/use-pages.ts'
import { VirtualTable, type Column } from '../parts/virtual-table.tsx'
import { Link } from '../router.tsx'
import { Changes } from './changes.tsx'

type Consent = Shapes['PartnerConsent']
type Details = Shapes['PartnerConsentDetails']

const relationships = [
  'ConsentAcknowledged', 'CustomerContacted', 'AgreementSigned', 'ConsentDeclined', 'ContractTerminated'
] as const

const filters: readonly Filter[] = [
  { name: 'companyName', label: 'Company' },
  { name: 'latestConsentStatus', label: 'Consent', choices: ['Active', 'NotActive', 'Suspended', 'Removed'] },
  { name: 'relationshipStatus', label: 'Relationship', choices: [...relationships, 'none'] },
  { name: 'locatedAt', label: 'Located at', choices: ['Provider', 'Customer'] }
]

const columns: ReadonlyArray<Column<Consent>> = [
  {
    title: 'Company',
    cell: ({ companyName, tenantId }) => <Link to={['consents', tenantId]}>{companyName ?? tenantId}</Link>
  },
  { title: 'Tenant ID', cell: ({ tenantId }) => tenantId },
  { title: 'Consent', cell: ({ latestConsentStatus }) => <Badge>{latestConsentStatus}</Badge> },
  { title: 'Consented', cell: ({ consentedOn }) => <When at={consentedOn} /> },
  { title: 'Relationship', cell: ({ relationshipStatus }) => relationshipStatus ?? '–' },
  { title: 'Comment', cell: ({ comment }) => comment ?? '–' },
  { title: 'Changed', cell: ({ lastModifiedOn }) => <When at={lastModifiedOn} /> },
  { title: 'Product', cell: ({ productContext }) => productContext },
  {
    title: 'Located at',
    cell: ({ locatedAt, customerId, customerName }) => customerId === null
      ? locatedAt
      : <Link to={['customers', customerId]}>{customerName ?? locatedAt}</Link>
  },
  { title: 'Device', cell: ({ device }) => device ?? '–' },
  { title: 'Countries', cell: ({ consentedCountries }) => consentedCountries.join(', ') || '–' }
]

/** Who consented at Microsoft, and how far the relationship is. */
export function Consents () {
  const query = useFilters(filters)
  const pages = usePages('listConsents', { query })
  return (
    <>
      <h1>Consents</h1>
      <Filters filters={filters} />
      <Told problem={pages.problem} />
      <p role='status'>{pages.isLoading ? 'Reading …' : counted(pages.total, 'consent')}</p>
      <VirtualTable
        label='Consents' columns={columns} total={pages.total} rowAt={pages.rowAt} onSight={pages.onSight}
        keyOf={({ tenantId }) => tenantId}
      />
    </>
  )
}

const changeOf = ({ tenantId, companyName, relationshipStatus }: Details): Action => ({
  name: 'Change relationship', about: companyName ?? tenantId,
  fields: [
    {
      name: 'relationshipStatus', label: 'Relationship', isRequired: true, choices: relationships
        .filter(status => status !== relationshipStatus)
    },
    { name: 'reason', label: 'Reason', hint: 'needed where it is declined or terminated; Microsoft shows it' }
  ],
  ask: (client, { relationshipStatus, reason = '' }, query) => client.open('changeRelationship', {
    path: { tenantId }, query,
    body: {
      relationshipStatus: oneOf(relationships, relationshipStatus) ?? 'ConsentAcknowledged', ...given({ reason })
    }
  })
})

const countries: ReadonlyArray<Column<Details['countries'][number]>> = [
  { title: 'Country', cell: ({ country }) => country ?? 'not known' },
  { title: 'Consented', cell: ({ isConsented }) => isConsented ? 'yes' : <span class='bad'>no</span> },
  { title: 'Numbers held', cell: ({ numbersHeld }) => numbersHeld }
]

/** One consent: who is to be asked, for which countries, and how it came to be so. */
export function OneConsent ({ id }: { id: string }) {
  const { data, problem, reload } = useCall('getConsent', { path: { tenantId: id } })
  return (
    <>
      <p><Link to={['consents']}>Consents</Link></p>
      <div class='row'>
        <h1>{data?.companyName ?? 'Consent'}</h1>
        {data !== undefined && <ActionButton action={changeOf(data)} onEnd={reload} />}
      </div>
      <Told problem={problem} />
      {data !== undefined && <Facets consent={data} />}
      {data !== undefined && (
        <Changes
          id='listConsentHistory' input={{ path: { tenantId: id } }}
          turn={`${data.relationshipStatus} ${data.comment}`}
        />
      )}
    </>
  )
}

function Facets ({ consent }: { consent: Details }) {
  const { contacts, candidates } = consent
  return (
    <div class='cards'>
      <section class='card' aria-labelledby='consent'>
        <h2 id='consent'>Consent</h2>
        <Facts facts={{
          Status: <Badge>{consent.latestConsentStatus}</Badge>, Relationship: consent.relationshipStatus,
          Comment: consent.comment, Consented: <When at={consent.consentedOn} />,
          Changed: <When at={consent.lastModifiedOn} />, Product: consent.productContext, Device: consent.device,
          Tenant: consent.tenantId,
          'Located at': consent.customerId === null
            ? consent.locatedAt
            : <Link to={['customers', consent.customerId]}>{consent.customerName ?? consent.locatedAt}</Link>
        }}
        />
      </section>
      <section class='card'>
        <h2>Countries</h2>
        <Table label='Countries' columns={countries} rows={consent.countries} keyOf={({ country }) => country ?? ''} />
      </section>
      <section class='card' aria-labelledby='contacts'>
        <h2 id='contacts'>Contacts</h2>
        {contacts.length === 0 && <p>None is known.</p>}
        <ul>{contacts.map(({ fullName, email, phoneNumber }) => (
          <li key={email}>{[fullName, email, phoneNumber].filter(Boolean).join(', ')}</li>
        ))}
        </ul>
        {candidates.length > 0 && <h3>Who may be meant</h3>}
        <ul>{candidates.map(({ tenantId, name, customerId, matchedBy }) => (
          <li key={tenantId}>
            {customerId === null ? name ?? tenantId : <Link to={['customers', customerId]}>{name ?? tenantId}</Link>}
            {' '}<span class='faint'>by {matchedBy.join(', ')}</span>
          </li>
        ))}
        </ul>
      </section>
    </div>
  )
}
