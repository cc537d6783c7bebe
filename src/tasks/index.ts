import type { Domain } from '../http/domain.ts'
import { RequestPlan } from '../schemas/request-plan.ts'
import { Task, TaskItem, TaskItemPage, TaskPage, TaskReference } from '../schemas/task.ts'
import { TaskApproval, TaskRefusal } from '../schemas/task-decision.ts'
import { taskDecisions } from './api/task-decisions.ts'
import { taskLists } from './api/task-lists.ts'
import { taskOperations } from './api/task-operations.ts'
import { tasks } from './api/tasks.ts'

/** Tasks as a public resource: reading, listing, cancelling, retrying, releasing, approving and closing them. */
export const tasksDomain: Domain = {
  resources: ({ kinds }) => [taskLists, taskOperations(kinds), taskDecisions, tasks],
  kinds: [],
  components: [RequestPlan, Task, TaskApproval, TaskItem, TaskItemPage, TaskPage, TaskReference, TaskRefusal],
  backgroundJobs: () => []
}
