import type { Step } from './flow.ts'

export interface Event { readonly listen: 'prerequest' | 'test', readonly script: object }

function event (listen: Event['listen'], lines: string): Event {
  return { listen, script: { type: 'text/javascript', exec: lines.trim().split('\n') } }
}

/** As the request for a token is known to do: the folder's authorization is the bearer token that it keeps. */
export const keepToken = event('test', `
pm.test('a token is given', () => pm.response.to.have.status(200));
pm.globals.set('accessToken', pm.response.json().access_token);
`)

/** Variables of one request stay for the next one unless they are taken away. */
export const begin = event('prerequest', "pm.variables.unset('ends');")

/**
 * After each request: it has succeeded; and a task that it made is followed to its end, so that the next request finds
 * the world that this one asked for.
 */
export const follow = event('test', `
if (pm.info.requestName === 'Get Token') return;
pm.test(pm.info.requestName + ' succeeds', () => {
  pm.expect(pm.response.code, pm.response.text()).to.be.within(200, 299);
});
const location = pm.response.headers.get('Location');
if (location === undefined || pm.response.code > 299) return;
const taskid = location.split('/').pop();
pm.collectionVariables.set('taskid', taskid);
const ends = pm.variables.get('ends') ?? 'CompletedSuccess';
if (ends === 'later') return;
pm.test('its task ends as ' + ends, done => {
  const look = () => pm.sendRequest({
    url: pm.variables.replaceIn('{{baseUrl}}/api/v2/task/') + taskid,
    header: { Authorization: 'Bearer ' + pm.globals.get('accessToken') }
  }, (error, answer) => {
    if (error) return done(error);
    const task = answer.json();
    if (task.status === 'InProgress') return setTimeout(look, 100);
    done(task.status === ends ? undefined : new Error(JSON.stringify(task)));
  });
  look();
});
`)

/** What one request does before and after it is sent. */
export function eventsOf ({ keep, ends, needs }: Step): Event[] {
  const before = [
    needs === undefined ? '' : `if (!pm.variables.get('${needs}')) pm.execution.skipRequest();`,
    ends === undefined ? '' : `pm.variables.set('ends', '${ends}');`
  ].filter(Boolean)
  const after = Object.entries(keep ?? {}).map(([name, found]) => `pm.collectionVariables.set('${name}', ${found});`)
  return [
    ...before.length === 0 ? [] : [event('prerequest', before.join('\n'))],
    ...after.length === 0
      ? []
      : [event('test', `if (pm.response.code > 299) return;\nconst body = pm.response.json();\n${after.join('\n')}`)]
  ]
}
