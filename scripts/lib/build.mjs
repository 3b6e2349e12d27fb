import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { bundleApi } from './bundle-api.mjs';
import { inRoot } from './paths.mjs';
import { runBin, seconds } from './run.mjs';
import { clearStamp, fingerprint, readStamp, writeStamp } from './stamp.mjs';

const packages = ['contract', 'sdk', 'widget', 'iframe', 'api'];
const inPackage = (name, ...parts) => inRoot('packages', name, ...parts);

const notInputs = new Set(['dist', 'node_modules', 'test', 'README.md']);
const shared = ['tsconfig.json', 'tsconfig.base.json', 'pnpm-lock.yaml', 'scripts/lib/bundle-api.mjs'].map((file) =>
  inRoot(file),
);

/** What a package's dist is made from: its own sources and those of the packages it imports. */
const inputs = (names) => [...names.flatMap(sources), ...shared];

const sources = (name) =>
  readdirSync(inPackage(name))
    .filter((entry) => !notInputs.has(entry))
    .map((entry) => inPackage(name, entry));

const needs = { widget: ['contract', 'sdk', 'widget'], iframe: ['contract', 'sdk', 'iframe'] };

const steps = [
  { name: 'styles', inputs: ['sdk'], outputs: [inPackage('sdk', 'dist/styles')], run: styles },
  {
    name: 'types',
    inputs: packages,
    outputs: packages.map((name) => inPackage(name, name === 'api' ? 'dist/modules' : 'dist')),
    run: compile,
  },
  { name: 'widget', inputs: needs.widget, outputs: [inPackage('widget', 'dist/cdn')], run: () => bundle('widget') },
  {
    name: 'iframe',
    inputs: needs.iframe,
    outputs: ['app', 'demo', 'playground'].map((name) => inPackage('iframe', 'dist', name)),
    run: () => bundle('iframe'),
  },
  { name: 'server', inputs: ['contract', 'api'], outputs: [inPackage('api', 'dist/cli')], run: bundleApi },
  {
    name: 'embedded database',
    inputs: ['api'],
    outputs: [inPackage('api', 'dist/pglite')],
    run: () => must('node scripts/pglite-template.mjs', inPackage('api')),
  },
  { name: 'api', inputs: packages, outputs: [inPackage('api', 'dist/public')], run: async () => assemble() },
];

/** The steps whose inputs changed since their last build, or whose output is gone. Costs a few milliseconds. */
export function staleSteps() {
  return steps
    .map((step) => ({ ...step, stamp: fingerprint(inputs(step.inputs)) }))
    .filter((step) => readStamp(`build-${step.name}`) !== step.stamp || !step.outputs.every((output) => existsSync(output)));
}

/** Builds every package that is out of date; answers the names of the steps that ran. */
export async function build({ log = console.log } = {}) {
  const stale = staleSteps();
  for (const step of stale) {
    const started = performance.now();
    clearStamp(`build-${step.name}`);
    await step.run();
    writeStamp(`build-${step.name}`, step.stamp);
    log(`Built ${step.name} in ${seconds(started)}.`);
  }
  return stale.map((step) => step.name);
}

/** Before the compiler, which reads their types. */
async function styles() {
  await must('node scripts/styles.mjs', inPackage('sdk'));
}

async function compile() {
  await must('tsc -b', inRoot());
}

/** The package's own build script; the compile before it makes its `tsc -b` a formality. */
async function bundle(name) {
  const { scripts } = JSON.parse(readFileSync(inPackage(name, 'package.json'), 'utf8'));
  await must(scripts.build, inPackage(name));
}

/** The api serves the browser packages: loader and chunks at `/`, the iframe page below `/embed/`, the demo page below `/demo/`,
 * the playground below `/playground/`. */
function assemble() {
  const target = inPackage('api', 'dist/public');
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  copy(inPackage('widget', 'dist/cdn'), target);
  copy(inPackage('iframe', 'dist/app'), inPackage('api', 'dist/public/embed'));
  copy(inPackage('iframe', 'dist/demo'), inPackage('api', 'dist/public/demo'));
  copy(inPackage('iframe', 'dist/playground'), inPackage('api', 'dist/public/playground'));
}

function copy(from, to) {
  if (!existsSync(from)) throw new Error(`The build left no ${from}.`);
  cpSync(from, to, { recursive: true });
}

async function must(line, cwd) {
  const { code } = await runBin(line, { cwd });
  if (code !== 0) throw new Error(`The build stopped: \`${line}\` failed in ${cwd}.`);
}
