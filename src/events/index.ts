import type { Domain } from '../http/domain.ts'
import { events } from './api/events.ts'
import { Event, EventPage, typedEvents } from './schemas/event.ts'

/** What happened, for those who want to know. */
export const eventsDomain: Domain = {
  resources: () => [events],
  kinds: [],
  components: [Event, EventPage, ...typedEvents.map(({ schema }) => schema)],
  backgroundJobs: () => []
}
