import { builtInTemplates, type StoredTemplate } from '../schemas/built-in-templates.ts'
import { violates, type Queryable } from './connect.ts'

const columns = `id, name, script_type as "scriptType", description, script, customer_variables as "customerVariables", cleanup_script as "cleanupScript", cloned_from as "clonedFrom"`

export async function templateOf (db: Queryable, providerId: number, id: number): Promise<StoredTemplate | undefined> {
  const builtIn = builtInTemplates.find(template => template.id === id)
  if (builtIn !== undefined) return builtIn
  const { rows } = await db.query<StoredTemplate>({ text: `select ${columns} from script_template where provider_id = $1 and id = $2`, values: [providerId, id] })
  return rows[0]
}

/** Built-in ones first, then the provider's own by id. */
export async function templatesOf (db: Queryable, providerId: number): Promise<StoredTemplate[]> {
  const { rows } = await db.query<StoredTemplate>({ text: `select ${columns} from script_template where provider_id = $1 order by id`, values: [providerId] })
  return [...builtInTemplates, ...rows]
}

export const refusedBecauseTemplateNameTaken = (error: unknown): boolean => violates(error, 'script_template_name')

export async function insertTemplate (db: Queryable, providerId: number, template: Omit<StoredTemplate, 'id'>): Promise<number> {
  const { rows } = await db.query<{ id: number }>({
    text: `insert into script_template (provider_id, name, script_type, description, script, customer_variables, cleanup_script, cloned_from)
      values ($1, $2, $3, $4, $5, $6, $7, $8) returning id`,
    values: [providerId, template.name, template.scriptType, template.description, template.script, template.customerVariables, template.cleanupScript, template.clonedFrom]
  })
  return rows[0]?.id ?? 0
}

export async function updateTemplate (db: Queryable, providerId: number, template: StoredTemplate): Promise<void> {
  await db.query({
    text: `update script_template set name = $3, description = $4, script = $5, customer_variables = $6, cleanup_script = $7, changed_at = now()
      where provider_id = $1 and id = $2`,
    values: [providerId, template.id, template.name, template.description, template.script, template.customerVariables, template.cleanupScript]
  })
}

/** False when a site or another template still names it. */
export async function deleteTemplate (db: Queryable, providerId: number, id: number): Promise<boolean> {
  const { rows } = await db.query({
    text: `delete from script_template t where t.provider_id = $1 and t.id = $2
      and not exists (select from site where provider_id = $1 and t.id in (onboarding_script, cleanup_script, upload_script, release_script))
      and not exists (select from script_template o where o.provider_id = $1 and o.cleanup_script = t.id) returning id`,
    values: [providerId, id]
  })
  return rows.length > 0
}
