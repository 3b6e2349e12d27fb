import type { Reporter, TestCase, TestModule } from 'vitest/node';

/** Prints what holds with which framework: a line for each check, a column for each framework. */
// oxlint-disable-next-line import/no-default-export -- vitest finds reporters by it
export default class FrameworkTable implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const columns = new Map<string, Map<string, TestCase>>();
    for (const module of modules) {
      for (const test of module.children.allTests()) {
        if (test.parent.type !== 'suite') continue;
        const column = columns.get(test.parent.name) ?? new Map<string, TestCase>();
        columns.set(test.parent.name, column.set(test.name, test));
      }
    }
    const names = [...columns.keys()];
    const checks = [...new Set([...columns.values()].flatMap((column) => [...column.keys()]))];
    const rows = checks.map((check) => [check, ...names.map((name) => mark(columns.get(name)?.get(check)))]);
    const table = [['', ...names], ...rows];
    const widths = table[0]?.map((_, at) => Math.max(...table.map((row) => row[at]?.length ?? 0))) ?? [];
    console.log();
    for (const row of table) console.log(row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('  '));
  }
}

function mark(test: TestCase | undefined): string {
  const state = test?.result().state;
  return state === 'passed' ? 'yes' : state === 'failed' ? 'NO' : '-';
}
