/**
 * Whether a number is in use by a user, an application or a bridge; Microsoft's states other than these say that it is.
 */
export function isAssigned (assignmentStatus: string | null | undefined): boolean {
  return assignmentStatus != null && !['', 'unassigned', 'unknown'].includes(assignmentStatus.toLowerCase())
}
