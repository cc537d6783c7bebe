interface Via { readonly url?: string, readonly title?: string, readonly severity?: string }

interface Faults { readonly name: string, readonly via: ReadonlyArray<string | Via> }

/** What `npm audit --json` says, as far as it is read. */
export interface AuditReport {
  readonly message?: string
  readonly error?: { readonly summary?: string }
  readonly vulnerabilities?: Readonly<Record<string, Faults>>
}

interface Advisory { readonly id: string, readonly name: string, readonly title: string, readonly severity: string }

/** Advisories that are not among the allowed ones (`GHSA-…`, with the reason), each once. */
export function strangeAdvisories (report: AuditReport, allowed: Readonly<Record<string, string>>): Advisory[] {
  const found = new Map<string, Advisory>()
  for (const { name, via } of Object.values(report.vulnerabilities ?? {})) {
    for (const one of via) {
      if (typeof one === 'string') continue // by way of another package, which is listed itself
      const id = one.url?.split('/').at(-1) ?? one.title ?? name
      if (!(id in allowed)) found.set(id, { id, name, title: one.title ?? '', severity: one.severity ?? 'unknown' })
    }
  }
  return [...found.values()]
}
