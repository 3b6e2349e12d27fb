/** Categories that give each task of the main thread, what ran in it, and layout shifts. */
const categories = ['toplevel', 'devtools.timeline', 'disabled-by-default-devtools.timeline'];

const scripts = new Set([
  'EvaluateScript',
  'FunctionCall',
  'v8.evaluateModule',
  'v8.compile',
  'v8.compileModule',
  'RunMicrotasks',
  // What promises do after a callback is in no event of its own: these hold it.
  'BlinkScheduler_PerformMicrotaskCheckpoint',
  'FireAnimationFrame',
]);

/**
 * What the page's main thread did while `act` ran. Times are CPU time of that thread, so a busy machine does not lengthen them; CPU
 * throttling does.
 *
 * @returns `{longestTask, tasks, script, shift}`: milliseconds, the longest tasks with what ran in them, and the summed layout shift
 */
export async function traceTasks(browser, page, act) {
  await browser.startTracing(page, { categories });
  let events;
  try {
    await act();
  } finally {
    events = JSON.parse((await browser.stopTracing()).toString()).traceEvents;
  }
  return readTrace(events);
}

export function readTrace(events) {
  const thread = mainThread(events);
  const mine = events.filter((event) => event.pid === thread?.pid && event.tid === thread.tid && event.ph === 'X');
  const tasks = mine
    .filter(({ name }) => name === 'RunTask')
    .map((task) => ({ task, time: (task.tdur ?? task.dur ?? 0) / 1000 }))
    .toSorted((a, b) => b.time - a.time);
  const shift = events
    .filter(({ name, args }) => name === 'LayoutShift' && !args?.data?.had_recent_input)
    .reduce((sum, { args }) => sum + (args?.data?.weighted_score_delta ?? 0), 0);
  return {
    longestTask: tasks[0]?.time ?? 0,
    script: scriptTime(mine),
    layout: sum(mine.filter(({ name }) => name === 'UpdateLayoutTree' || name === 'Layout')),
    frames: mine.filter(({ name }) => name === 'FireAnimationFrame').length,
    shift,
    tasks: tasks.slice(0, 8).map(({ task, time }) => ({ time, holds: contents(mine, task) })),
  };
}

/** The renderer's main thread with the most work: the page's, where others only idle. */
function mainThread(events) {
  const threads = events.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain');
  const work = ({ pid, tid }) =>
    events.filter((event) => event.pid === pid && event.tid === tid && event.name === 'RunTask').length;
  return threads.toSorted((a, b) => work(b) - work(a))[0];
}

/** Without the layout that a script has forced, which is counted as layout. */
function scriptTime(mine) {
  const runs = outermost(mine.filter(({ name }) => scripts.has(name)));
  const layouts = mine.filter(({ name }) => name === 'UpdateLayoutTree' || name === 'Layout');
  const forced = layouts.filter((layout) => runs.some((run) => layout.ts >= run.ts && layout.ts < run.ts + (run.dur ?? 0)));
  return sum(runs) - sum(forced);
}

const sum = (events) => events.reduce((total, event) => total + (event.tdur ?? 0), 0) / 1000;

function outermost(events) {
  const found = [];
  let end = Number.NEGATIVE_INFINITY;
  for (const event of events.toSorted((a, b) => a.ts - b.ts || b.dur - a.dur)) {
    if (event.ts < end) continue;
    found.push(event);
    end = event.ts + (event.dur ?? 0);
  }
  return found;
}

function contents(events, task) {
  const end = task.ts + task.dur;
  const inside = events.filter(
    (event) => event !== task && event.ts >= task.ts && event.ts + (event.dur ?? 0) <= end && (event.tdur ?? 0) > 1000,
  );
  return inside
    .toSorted((a, b) => a.ts - b.ts || b.dur - a.dur)
    .map(({ name, tdur, args }) => `${name} ${(tdur / 1000).toFixed(1)}${where(args)}`);
}

function where(args) {
  const data = args?.data ?? args?.beginData ?? {};
  const url = data.url ?? data.fileName ?? '';
  return url ? ` ${url.split('/').at(-1)}${data.functionName ? `:${data.functionName}` : ''}` : '';
}
