import type { Stack } from './stack.ts'

const audience = 'api://9d576dc4-b85d-4571-880e-4c6ed4c08c31'

/** Makes the application `operator` an administrator as well, so that there are two. */
export async function secondAdmin ({ microsoft }: Stack): Promise<void> {
  const { applications } = await microsoft.control('GET', '/_mock/state')
  await microsoft.control('PATCH', '/_mock/state', {
    applications: applications.map((one: { name: string }) =>
      one.name === 'operator' ? { ...one, roles: { [audience]: ['Admin'] } } : one
    )
  })
}
