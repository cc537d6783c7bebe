import type { Domain } from '../http/domain.ts'
import { Task, TaskItem, TaskItemPage, TaskPage, TaskReference } from '../schemas/task.ts'
import { taskLists } from './api/task-lists.ts'
import { taskOperations } from './api/task-operations.ts'
import { tasks } from './api/tasks.ts'

/** Tasks as a public resource: reading, listing, cancelling, retrying and releasing them. */
export const tasksDomain: Domain = {
  resources: ({ kinds }) => [taskLists, taskOperations(kinds), tasks],
  kinds: [],
  components: [Task, TaskItem, TaskItemPage, TaskPage, TaskReference],
  backgroundJobs: () => []
}
