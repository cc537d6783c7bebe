import type { JSX } from 'preact'
import type { Place } from '../router.tsx'
import { Consents, OneConsent } from './consents.tsx'
import { OneCustomer } from './customer.tsx'
import { Customers } from './customers.tsx'
import { DriftPage } from './drift.tsx'
import { OneNumber } from './number.tsx'
import { Numbers } from './numbers.tsx'
import { Orders } from './orders.tsx'
import { Overview } from './overview.tsx'
import { ProviderPage } from './provider.tsx'
import { Ranges } from './ranges.tsx'
import { OneSbc } from './sbc.tsx'
import { Sbcs } from './sbcs.tsx'
import { OneTask } from './task.tsx'
import { Tasks } from './tasks.tsx'

interface Page {
  readonly name: string
  readonly path: readonly [string]
  /** `of`: what of the page's kind is looked at; undefined for all. */
  readonly view: (of: string | undefined) => JSX.Element
}

export const pages: readonly Page[] = [
  {
    name: 'Numbers', path: ['numbers'],
    view: of => of === undefined ? <Numbers /> : <OneNumber key={of} number={of} />
  },
  { name: 'Ranges', path: ['ranges'], view: () => <Ranges /> },
  { name: 'Tasks', path: ['tasks'], view: of => of === undefined ? <Tasks /> : <OneTask key={of} id={of} /> },
  {
    name: 'Customers', path: ['customers'],
    view: of => of === undefined ? <Customers /> : <OneCustomer key={of} id={of} />
  },
  {
    name: 'Consents', path: ['consents'],
    view: of => of === undefined ? <Consents /> : <OneConsent key={of} id={of} />
  },
  { name: 'Orders', path: ['orders'], view: of => <Orders of={of} /> },
  { name: 'SBCs', path: ['sbcs'], view: of => of === undefined ? <Sbcs /> : <OneSbc key={of} id={of} /> },
  { name: 'Provider', path: ['provider'], view: () => <ProviderPage /> },
  { name: 'Drift', path: ['drift'], view: () => <DriftPage /> },
  { name: 'Overview', path: ['overview'], view: () => <Overview /> }
]

export function pageOf ({ parts: [name, of] }: Place): { name: string, view: JSX.Element } {
  const found = name === undefined ? pages[0] : pages.find(({ path }) => path[0] === name)
  return found === undefined
    ? { name: '', view: <h1>There is no such page</h1> }
    : { name: found.name, view: found.view(of) }
}
