import t from 'tap'
import { walkKinds } from './kind-walk.ts'
import { askingMicrosoft, unkindly } from './unkind-microsoft.ts'

t.test('steps of tasks that ask Microsoft can be repeated and can fail with pages of seven that name no next one', t =>
  walkKinds(t, askingMicrosoft, unkindly({ pageSize: 7, nextLinks: false })))
