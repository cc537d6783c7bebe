import { Type } from '@sinclair/typebox'
import { profileMappings } from '../records/calling-profiles.ts'
import { sbcDevices } from '../records/sbcs.ts'
import { ref } from '../../schemas/ref.ts'
import { CallingProfileMapping, SbcDevice } from '../schemas/sbc-device.ts'
import { reading } from '../../http/caller.ts'
import type { Resource } from '../../http/resource.ts'

// Neither page of the original was ever seen; these paths are ours (docs/wire/live-cloud.md#sbc-devices).
export const sbcs: Resource = (scope, { records }) => {
  scope.get('/sbc', {
    config: { roles: reading, about: 'shared', versions: ['v3'] },
    schema: {
      operationId: 'listSbcDevices',
      summary: 'List SBC devices',
      tags: ['SBCs'],
      response: { 200: Type.Array(ref(SbcDevice)) }
    }
  }, ({ caller }) => sbcDevices(records(caller)))

  scope.get('/oc/callingprofile/sbc', {
    config: { roles: reading, about: 'shared', versions: ['v3'] },
    schema: {
      operationId: 'mapCallingProfiles',
      summary: 'Map calling profiles to SBC devices',
      description:
        'Which SBCs carry the numbers of which calling profile; a profile without any cannot be used for uploads.',
      tags: ['Calling profiles'],
      response: { 200: Type.Array(ref(CallingProfileMapping)) }
    }
  }, ({ caller }) => profileMappings(records(caller)))
}
