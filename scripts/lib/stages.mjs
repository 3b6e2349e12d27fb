import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { cacheDir } from './paths.mjs';
import { runBin } from './run.mjs';

/** Runs stages one after the other, keeps their counts and times, and goes on after a failure. */
export function createStages() {
  const results = [];

  async function stage(name, work) {
    const started = performance.now();
    console.log(`\n== ${name}`);
    let counts;
    try {
      counts = await work();
    } catch (error) {
      console.error(error.message);
      counts = { passed: 0, failed: 1, skipped: 0 };
    }
    const result = { name, ...counts, time: (performance.now() - started) / 1000 };
    results.push(result);
    console.log(`-- ${describe(result)}`);
    return result.failed === 0;
  }

  return {
    stage,

    /** A command that passes or fails as a whole. Its output is shown when it fails. */
    check: (name, line, options) => stage(name, () => checkLine(line, options)),

    /** A vitest project, counted test by test. */
    vitest: (name, project, env = {}) => stage(name, () => runVitest(name, project, env)),

    total: () => sum(results),

    summarise() {
      console.log(
        `\n${'stage'.padEnd(28)}${'passed'.padStart(8)}${'failed'.padStart(8)}${'skipped'.padStart(9)}${'time'.padStart(10)}`,
      );
      for (const { name, passed, failed, skipped, time } of results) {
        const row = [
          String(passed).padStart(8),
          String(failed).padStart(8),
          String(skipped).padStart(9),
          `${time.toFixed(1)} s`.padStart(10),
        ];
        console.log(`${name.padEnd(28)}${row.join('')}${failed > 0 ? '  <- failed' : ''}`);
      }
      return sum(results);
    },
  };
}

async function checkLine(line, options) {
  const { code, output } = await runBin(line, { capture: true, ...options });
  if (code !== 0) console.log(output.trim());
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 };
}

async function runVitest(name, project, env) {
  const report = path.join(cacheDir, 'reports', `${name.replaceAll(/[^\w-]+/g, '-')}.json`);
  mkdirSync(path.dirname(report), { recursive: true });
  rmSync(report, { force: true });
  const { code } = await runBin(
    `vitest run --project ${project} --reporter=default --reporter=json --outputFile.json=${JSON.stringify(report)}`,
    { env },
  );
  return countVitest(report, code);
}

/** Counts tests, and a file that failed before any of its tests could as one failure. */
function countVitest(report, code) {
  let parsed;
  try {
    parsed = JSON.parse(readFileSync(report, 'utf8'));
  } catch (error) {
    throw new Error(`vitest left no report (exit code ${code}).`, { cause: error });
  }
  const unstarted = parsed.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed'),
  ).length;
  const failed = parsed.numFailedTests + unstarted;
  if (parsed.numTotalTests + unstarted === 0) throw new Error('No test was found.');
  return {
    passed: parsed.numPassedTests,
    failed: failed === 0 && code !== 0 ? 1 : failed,
    skipped: parsed.numPendingTests + parsed.numTodoTests,
  };
}

const sum = (results) =>
  results.reduce(
    (all, { passed, failed, skipped }) => ({
      passed: all.passed + passed,
      failed: all.failed + failed,
      skipped: all.skipped + skipped,
    }),
    { passed: 0, failed: 0, skipped: 0 },
  );

const describe = ({ name, passed, failed, skipped, time }) =>
  `${name}: ${failed > 0 ? 'FAILED' : 'ok'} (${passed} passed, ${failed} failed, ${skipped} skipped, ${time.toFixed(1)} s)`;
