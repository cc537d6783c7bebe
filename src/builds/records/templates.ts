import type { Queryable } from '../../database/connect.ts'
import { reachedPage, type Page } from '../../database/page.ts'
import type { ReachedRecords } from '../../database/reach.ts'
import { ofWholeProvider } from '../../tenancy/records/reach.ts'
import { builtInTemplates, isBuiltIn } from '../schemas/built-in-templates.ts'
import type { BuildTemplate } from '../schemas/template.ts'

const columns = `b.name, b.version, b.type, false as "isDefault", b.description, b.cloned_from as "clonedFrom",
  b.settings, b.created_at as "createdAt"`

const newest = `not exists (select from build_template o where o.provider_id = b.provider_id
  and lower(o.name) = lower(b.name) and o.version > b.version)`

/** The templates, each in its newest version; those that come with the program first. */
export async function templatesPage (
  records: ReachedRecords, offset: number, limit: number
): Promise<Page<BuildTemplate>> {
  const own = await reachedPage<BuildTemplate>(records, {
    within: ofWholeProvider('b'),
    counted: within => `select count(*) from build_template b where ${within} and ${newest}`,
    page: within => `select ${columns} from build_template b where ${within} and ${newest}
      order by lower(b.name) collate "C" offset $4 limit $5`,
    values: [Math.max(0, offset - builtInTemplates.length), Math.max(0, limit - builtInTemplates.slice(offset).length)]
  })
  return {
    total: own.total + builtInTemplates.length,
    data: [...builtInTemplates.slice(offset, offset + limit), ...own.data].slice(0, limit)
  }
}

/** All versions of a template, the newest first. */
export async function templateVersions (records: ReachedRecords, name: string): Promise<BuildTemplate[]> {
  if (isBuiltIn(name)) return builtInTemplates.filter(template => template.name.toLowerCase() === name.toLowerCase())
  const { rows } = await records.query<BuildTemplate>({
    within: ofWholeProvider('b'),
    text: within => `select ${columns} from build_template b where ${within} and lower(b.name) = lower($4)
      order by b.version desc`,
    values: [name]
  })
  return rows
}

export interface NewVersion {
  readonly name: string
  readonly version: number
  readonly type: string
  readonly description: string | null
  readonly clonedFrom: string | null
  readonly settings: object
}

/** Keeps a version, made by a task; `taken` when another task made that version. */
export async function insertVersion (
  db: Queryable, providerId: number, taskId: string, template: NewVersion
): Promise<'kept' | 'taken'> {
  const { rows } = await db.query<{ taskId: string }>({
    text: `with made as (
        insert into build_template (provider_id, name, version, type, description, cloned_from, settings, task_id)
        values ($1, $3, $4, $5, $6, $7, $8, $2) on conflict do nothing returning task_id
      ) select task_id as "taskId" from made union all
      select task_id from build_template where provider_id = $1 and lower(name) = lower($3) and version = $4`,
    values: [
      providerId, taskId, template.name, template.version, template.type, template.description, template.clonedFrom,
      JSON.stringify(template.settings)
    ]
  })
  return rows[0]?.taskId === taskId ? 'kept' : 'taken'
}

/** Forgets the version that a task made. */
export async function withdrawVersion (db: Queryable, providerId: number, taskId: string): Promise<void> {
  await db.query({
    text: 'delete from build_template where provider_id = $1 and task_id = $2', values: [providerId, taskId]
  })
}

/** Forgets a template with all its versions. */
export async function deleteTemplate (db: Queryable, providerId: number, name: string): Promise<void> {
  await db.query({
    text: 'delete from build_template where provider_id = $1 and lower(name) = lower($2)', values: [providerId, name]
  })
}
