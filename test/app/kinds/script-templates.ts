import type { StoredTemplate } from '../../../src/sites/schemas/built-in-templates.ts'
import type { Example, Place } from './example.ts'

const idOf = ({ serial }: Place): number => 20_000 + serial
const script = 'configure voip\n  no ip-group "{{SiteName}}-c"\nexit\n'
const templateOf = (place: Place): StoredTemplate => ({
  id: idOf(place), name: `Template ${place.serial}`, scriptType: 2, description: null, script, customerVariables: [],
  cleanupScript: null, clonedFrom: 700
})

async function exists (place: Place): Promise<void> {
  const { id, name, scriptType } = templateOf(place)
  await place.services.db.query({
    text: 'insert into script_template (provider_id, id, name, script_type, script) values (1, $1, $2, $3, $4)',
    values: [id, name, scriptType, script]
  })
}

/** The template, without what differs from run to run. */
async function state (place: Place): Promise<unknown> {
  const { rows } = await place.services.db.query({
    text: 'select description, script_type, script, cleanup_script, cloned_from from script_template where id = $1',
    values: [idOf(place)]
  })
  return rows
}

export const createScriptTemplate: Example = {
  steps: 'wtc: create*', numbers: 0, afterFailure: 'clean', state, input: place => ({ template: templateOf(place) })
}

export const editScriptTemplate: Example = {
  steps: 'wte: edit', numbers: 0, afterFailure: 'named', prepare: exists, state,
  input: place => ({ templateId: idOf(place), change: { description: 'Other', cleanupScript: 700 } })
}

export const deleteScriptTemplate: Example = {
  steps: 'wtd: delete', numbers: 0, afterFailure: 'named', prepare: exists, state,
  input: place => ({ templateId: idOf(place) })
}
