import { builtInTemplates, type StoredTemplate } from '../schemas/built-in-templates.ts'
import { breaks, violates, type Queryable } from '../../database/connect.ts'
import { recordsOfProvider, type ReachedRecords } from '../../database/reach.ts'
import { ofProviderOnly, ofWholeProvider } from '../../tenancy/records/reach.ts'

const columns =
  'id, name, script_type as "scriptType", description, script, customer_variables as "customerVariables", ' +
  'cleanup_script as "cleanupScript", cloned_from as "clonedFrom"'

export async function templateOf (records: ReachedRecords, id: number): Promise<StoredTemplate | undefined> {
  const builtIn = builtInTemplates.find(template => template.id === id)
  if (builtIn !== undefined) return builtIn
  const { rows } = await records.query<StoredTemplate>({
    within: ofWholeProvider('t'),
    text: within => `select ${columns} from script_template t where ${within} and t.id = $4`,
    values: [id]
  })
  return rows[0]
}

/** Built-in ones first, then the provider's own by id. */
export async function templatesOf (records: ReachedRecords): Promise<StoredTemplate[]> {
  const { rows } = await records.query<StoredTemplate>({
    within: ofWholeProvider('t'),
    text: within => `select ${columns} from script_template t where ${within} order by t.id`
  })
  return [...builtInTemplates, ...rows]
}

/** Whether a template of the provider's other than `exceptId` has this name, in whatever case. */
export async function isTemplateNameTaken (
  records: ReachedRecords, name: string, exceptId: number
): Promise<boolean> {
  const { rows } = await records.query({
    within: ofWholeProvider('t'),
    text: within => `select from script_template t where ${within} and lower(t.name) = lower($4) and t.id <> $5`,
    values: [name, exceptId]
  })
  return rows.length > 0
}

export const refusedBecauseTemplateNameTaken = (error: unknown): boolean => violates(error, 'script_template_name')
export const refusedBecauseCleanupGone = (error: unknown): boolean => breaks(error, 'script_template_cleanup')

const namedBySites = [
  'site_onboarding_template', 'site_cleanup_template', 'site_upload_template', 'site_release_template'
] as const

/** A template that the site is to name was deleted meanwhile; or one that is to be deleted is named meanwhile. */
export const refusedBecauseOfSiteTemplate = (error: unknown): boolean =>
  namedBySites.some(constraint => breaks(error, constraint))

/** An id that no template has or ever gets again. */
export async function newTemplateId (db: Queryable): Promise<number> {
  const { rows } = await db.query<{ id: number }>({
    text: "select nextval(pg_get_serial_sequence('script_template', 'id')) as id"
  })
  return rows[0]?.id ?? 0
}

/**
 * Does nothing when the template is there already, or the task that makes it is over: its worker was left behind.
 * Throws when its name is taken or its cleanup script gone.
 */
export async function insertTemplate (
  db: Queryable, providerId: number, template: StoredTemplate, taskId: string
): Promise<void> {
  await db.query({
    text: `insert into script_template (provider_id, id, name, script_type, description, script, customer_variables,
      cleanup_script, cloned_from)
      select $1, $2, $3, $4, $5, $6, $7, $8, $9 where exists (select from task where provider_id = $1 and id = $10
        and state <> 'finished')
      on conflict (provider_id, id) do nothing`,
    values: [
      providerId, template.id, template.name, template.scriptType, template.description, template.script,
      template.customerVariables, template.cleanupScript, template.clonedFrom, taskId
    ]
  })
}

/**
 * The template, kept from other changes until the transaction ends. Undefined when it is gone, or the task that is to
 * change it is over.
 */
export async function lockTemplate (
  trx: Queryable, providerId: number, id: number, taskId: string
): Promise<StoredTemplate | undefined> {
  const { rows } = await trx.query<StoredTemplate>({
    text: `select ${columns} from script_template where provider_id = $1 and id = $2
      and exists (select from task where provider_id = $1 and task.id = $3 and state <> 'finished') for no key update`,
    values: [providerId, id, taskId]
  })
  return rows[0]
}

/** Throws like insertTemplate. */
export async function updateTemplate (db: Queryable, providerId: number, template: StoredTemplate): Promise<void> {
  await db.query({
    text: `update script_template set name = $3, description = $4, script = $5, customer_variables = $6,
      cleanup_script = $7, changed_at = now()
      where provider_id = $1 and id = $2`,
    values: [
      providerId, template.id, template.name, template.description, template.script, template.customerVariables,
      template.cleanupScript
    ]
  })
}

/** Whether a site, another template, or a task that may yet bring a site back to it names the template `t`. */
const used = `(
  exists (select from site where provider_id = $1 and t.id in (onboarding_script, cleanup_script, upload_script,
    release_script))
  or exists (select from script_template o where o.provider_id = $1 and o.cleanup_script = t.id)
  or exists (select from task k where k.provider_id = $1 and k.state <> 'finished' and k.kind = 'modify-site'
    and to_jsonb(t.id) in (k.progress -> 'before' -> 'onboardingScript', k.progress -> 'before' -> 'cleanupScript')))`

export async function isTemplateUsed (records: ReachedRecords, id: number): Promise<boolean> {
  const { rows } = await records.query({
    within: ofProviderOnly('t'),
    text: within => `select from script_template t where ${within} and t.id = $4 and ${used}`,
    values: [id]
  })
  return rows.length > 0
}

/** `used` when something names it, also when that began this very instant. */
export async function deleteTemplate (db: Queryable, providerId: number, id: number): Promise<'gone' | 'used'> {
  try {
    await db.query({
      text: `delete from script_template t where t.provider_id = $1 and t.id = $2 and not ${used}`,
      values: [providerId, id]
    })
  } catch (error) {
    if (!refusedBecauseOfSiteTemplate(error) && !refusedBecauseCleanupGone(error)) throw error
    return 'used'
  }
  return await templateOf(recordsOfProvider(db, providerId), id) === undefined ? 'gone' : 'used'
}
