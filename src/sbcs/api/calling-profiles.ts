import { Type } from '@sinclair/typebox'
import { callingProfiles as readCallingProfiles } from '../records/calling-profiles.ts'
import { CallingProfile } from '../schemas/calling-profile.ts'
import { ref } from '../../schemas/ref.ts'
import { reading } from '../../http/caller.ts'
import type { Resource } from '../../http/resource.ts'

export const callingProfiles: Resource = (scope, { records }) => {
  scope.get('/oc/callingprofile', {
    config: { roles: reading, about: 'shared' },
    schema: {
      operationId: 'listCallingProfiles',
      summary: 'List calling profiles',
      description: 'Microsoft\'s calling profiles with their trunks and the SBCs that answer for them.',
      tags: ['Calling profiles'],
      response: { 200: Type.Array(ref(CallingProfile), { description: 'All of them.' }) }
    }
  }, ({ caller }) => readCallingProfiles(records(caller)))
}
