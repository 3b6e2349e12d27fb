import { SingleBar } from 'cli-progress';
import { InvalidArgumentError, type Command } from 'commander';
import { readFile } from 'node:fs/promises';
import { CallFailed, createApiClient, type ApiClient, type GlobalOptions } from './api-client.js';
import { measure } from './evaluation/measure.js';
import { readCases, type BadLine, type EvaluationCase } from './evaluation/read-cases.js';
import { runCase, type CaseOutcome } from './evaluation/run-case.js';
import { findMissed, thresholds } from './evaluation/thresholds.js';
import { toTable } from './evaluation/to-table.js';

interface EvalOptions extends Record<string, number | undefined> {
  parallel: number;
}

export function addEvalCommand(program: Command): void {
  const command = program
    .command('eval')
    .description('ask a file of questions, and measure how good the search and the answers are')
    .argument('<file>', 'JSON Lines: {"question", "document"?, "answer"?, "answerable"?, "history"?}')
    .option('--parallel <number>', 'questions at a time', toCount, 4);
  for (const { option, description } of thresholds) {
    const flag = option.replaceAll(/[A-Z]|\d+/g, (part) => `-${part.toLowerCase()}`);
    command.option(`--${flag} <number>`, `${description}; the exit code is 1 beyond it`, toLimit);
  }
  command.action(async (file: string, options: EvalOptions, self: Command) => {
    const client = await createApiClient(self, 'secret');
    const { json } = self.optsWithGlobals<GlobalOptions>();
    const { cases, badLines } = readCases(await readQuestions(file));
    if (cases.length === 0 && badLines.length === 0) throw new CallFailed(`There is no question in ${file}.`);
    const { outcomes, failed } = await runCases(client, cases, { parallel: options.parallel, isQuiet: json });
    const problems = [...badLines, ...failed].sort((a, b) => a.line - b.line);
    const measures = measure(outcomes);
    const missed = findMissed(measures, options);
    if (json) console.log(JSON.stringify({ ...measures, missed, badLines: problems, outcomes }));
    else {
      for (const { line, reason } of problems) console.error(`line ${line}  ${reason}`);
      console.log(toTable(measures));
      for (const line of missed) console.error(`missed  ${line}`);
    }
    if (missed.length > 0 || problems.length > 0) process.exitCode = 1;
  });
}

async function readQuestions(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const reason = error instanceof Error && 'code' in error && error.code === 'ENOENT' ? 'there is none' : String(error);
    throw new CallFailed(`The file "${file}" cannot be read: ${reason}. Name a file with one JSON object on each line.`);
  }
}

interface Run {
  outcomes: CaseOutcome[];
  /** Lines whose calls the server refused. */
  failed: BadLine[];
}

async function runCases(
  client: ApiClient,
  cases: readonly EvaluationCase[],
  { parallel, isQuiet }: { parallel: number; isQuiet: boolean },
): Promise<Run> {
  const bar = new SingleBar({
    format: '{bar} {value}/{total}  {question}',
    clearOnComplete: true,
    hideCursor: true,
    stream: process.stderr,
  });
  if (!isQuiet && process.stderr.isTTY) bar.start(cases.length, 0, { question: '' });
  const texts = new Map<string, Promise<string | undefined>>();
  const outcomes: CaseOutcome[] = [];
  const failed: BadLine[] = [];
  const waiting = cases.values();
  const work = async (): Promise<void> => {
    for (const wanted of waiting) {
      try {
        outcomes.push(await runCase(client, wanted, texts));
      } catch (error) {
        if (!(error instanceof CallFailed) || error.problem === undefined || error.problem.status === 401) throw error;
        failed.push({ line: wanted.line, reason: error.message });
      }
      bar.increment({ question: wanted.question.slice(0, 50) });
    }
  };
  try {
    await Promise.all(Array.from({ length: parallel }, work));
  } finally {
    bar.stop();
  }
  return { outcomes: outcomes.sort((a, b) => a.line - b.line), failed };
}

function toLimit(value: string): number {
  const number = Number(value);
  if (value.trim() === '' || !Number.isFinite(number) || number < 0)
    throw new InvalidArgumentError('It must be a number like 0.8.');
  return number;
}

function toCount(value: string): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1 || number > 64)
    throw new InvalidArgumentError('It must be a whole number from 1 to 64.');
  return number;
}
