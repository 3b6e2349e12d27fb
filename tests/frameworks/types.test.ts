import { execFile } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { installPacked } from '../support/packed.js';

const directory = path.join(tmpdir(), 'askwell-frameworks', 'jsx');
const packages = { react: '19.3.1', '@types/react': '19.3.0', preact: '11.2.0', 'solid-js': '1.9.19', typescript: '5.9.3' };

/** What a template may write, and below what it may not. */
const page = (framework: string, listener: string): string => `import '@askwell/widget/${framework}';

export const chat = (
  <askwell-chat
    publishable-key="pk_1"
    api="https://chat.example.com"
    mode="inline"
    accent="#0a7d4f"
    z-index={5}
    id="chat"
    ${listener}askwell-message={(event) => event.detail.text.length}
    ${listener}askwell-handoff={(event) => event.detail.conversationId}
    ${listener}askwell-open={(event) => event.type}
  />
);
// @ts-expect-error -- there is no such mode
export const wrong = <askwell-chat publishable-key="pk_1" mode="floating" />;
// @ts-expect-error -- a message has no such field
export const unknown = <askwell-chat publishable-key="pk_1" ${listener}askwell-message={(event) => event.detail.words} />;
`;

describe('JSX', () => {
  beforeAll(async () => {
    await mkdir(directory, { recursive: true });
    for (const entry of ['node_modules/@askwell', 'package.json'])
      await rm(path.join(directory, entry), { recursive: true, force: true });
    await installPacked(directory, ['sdk', 'widget', 'contract'], packages);
  });

  it.each([
    ['react', 'react', 'on'],
    ['preact', 'preact', 'on'],
    ['solid', 'solid-js', 'on:'],
  ])('%s knows the tag, its attributes and its events', async (framework, jsxImportSource, listener) => {
    await writeFile(path.join(directory, `${framework}.tsx`), page(framework, listener));
    for (const [module, moduleResolution] of [
      ['esnext', 'bundler'],
      ['nodenext', 'nodenext'],
    ]) {
      const compilerOptions = {
        target: 'es2022',
        lib: ['es2023', 'dom', 'dom.iterable'],
        types: [],
        module,
        moduleResolution,
        jsx: framework === 'solid' ? 'preserve' : 'react-jsx',
        jsxImportSource,
        strict: true,
        noEmit: true,
      };
      await writeFile(path.join(directory, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: [`${framework}.tsx`] }));
      const { stdout } = await promisify(execFile)('npx', ['tsc', '-p', '.'], { cwd: directory }).catch(
        (error: { stdout: string }) => error,
      );
      expect(stdout).toBe('');
    }
  });
});
