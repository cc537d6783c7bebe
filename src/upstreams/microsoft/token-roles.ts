/** The app roles in a token; undefined when it is not one we can read, which is Microsoft's right. */
export function rolesOf (token: string): readonly string[] | undefined {
  try {
    const claims: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'))
    if (typeof claims !== 'object' || claims === null) return undefined
    return 'roles' in claims && Array.isArray(claims.roles) ? claims.roles.map(String) : []
  } catch {
    return undefined
  }
}
