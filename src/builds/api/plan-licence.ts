import { isLicenceMove, mayConnect, mostLicensedUsers } from '../../tenancy/tasks/licence-moves.ts'
import type { StoredCustomer } from '../../tenancy/records/customers.ts'
import type { Part } from '../tasks/plan.ts'
import type { Faults } from './faults.ts'
import type { Wanted } from './read-document.ts'

type Licensed = Pick<StoredCustomer, 'id' | 'shortName' | 'fullName' | 'licenseType' | 'licensedUsersCount'>

/** What is to change of licence, licensed users and name, if anything. */
export function planLicence (customer: Licensed, wanted: Wanted, faults: Faults): Part[] {
  const { licenseType = customer.licenseType, licensedUsersCount, fullName } = wanted
  const moves = licenseType !== customer.licenseType
  const way = isLicenceMove('upgrade', customer.licenseType, licenseType) ? 'upgrade' : 'change'
  if (moves && !isLicenceMove(way, customer.licenseType, licenseType)) {
    faults.add('Licence.LicenseType', `A licence of type ${customer.licenseType} cannot become ${licenseType}.`)
    return []
  }
  const counts = licensedUsersCount !== undefined && licensedUsersCount !== customer.licensedUsersCount
  if (licensedUsersCount !== undefined) {
    const fault = countFault(licensedUsersCount, licenseType)
    if (fault !== undefined) faults.add('UsersDefault.LicensedUsersCount', fault)
  } else if (moves && customer.licensedUsersCount === null) {
    faults.add('UsersDefault.LicensedUsersCount', 'A licence that counts users needs their number.')
  }
  const isRenamed = fullName !== undefined && customer.fullName !== '' && fullName !== customer.fullName
  if (!moves && !counts && !isRenamed) return []
  return [{
    key: 'licence', kind: 'change-licence', ranges: [], customerId: customer.id,
    about: `Licence of type ${licenseType}${counts ? ` for ${licensedUsersCount} users` : ''}`,
    input: {
      customerId: customer.id, way, ...(moves && { licenseType }), ...(counts && { licensedUsersCount }),
      ...(isRenamed && { fullName })
    }
  }]
}

function countFault (count: number, licenseType: number): string | undefined {
  if (!mayConnect(licenseType)) return 'An Essentials licence counts no users.'
  return count < 1 || count > mostLicensedUsers ? `It must be between 1 and ${mostLicensedUsers}.` : undefined
}
