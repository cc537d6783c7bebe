import type { Flow } from '../flow.ts'

export const ovoc: Flow = {
  values: {},
  folders: [
    {
      name: 'Customer Management',
      about: 'Licensed tenants, which are called services here.',
      steps: [
        { operation: 'listOvocServices', keep: { serviceId: 'body.services[0].id' } },
        { operation: 'getOvocService', path: { id: '{{serviceId}}' } }
      ]
    },
    {
      name: 'Channel Management',
      about: 'Resellers, and what belongs to them.',
      steps: [
        { operation: 'listOvocChannels' },
        {
          operation: 'addOvocChannel', body: { name: 'Reseller {{$timestamp}}', description: 'Made by a collection' },
          keep: { channelId: 'body.id' }
        },
        { operation: 'getOvocChannel', path: { id: '{{channelId}}' } },
        {
          operation: 'updateOvocChannel', path: { id: '{{channelId}}' },
          body: { description: 'Changed by a collection' }
        },
        { operation: 'deleteOvocChannel', path: { id: '{{channelId}}' } }
      ]
    }
  ]
}
