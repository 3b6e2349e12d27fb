import { defineConfig } from 'vitest/config';

const minute = 60_000;

/** Each project is one stage of `npm test`; `unit` also runs in `pnpm verify`. */
const project = (
  name: string,
  include: string[],
  options: {
    testTimeout?: number;
    hookTimeout?: number;
    globalSetup?: string[];
    expect?: { poll: { timeout: number } };
  } = {},
) => ({
  extends: true as const,
  test: { name, include, ...options },
});

export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    passWithNoTests: true,
    projects: [
      project('unit', ['packages/*/src/**/*.test.{ts,tsx}', 'packages/*/build/**/*.test.mjs'], {
        // Some open an embedded database of their own.
        testTimeout: minute / 2,
      }),
      project('integration', ['packages/api/test/**/*.test.ts'], { testTimeout: minute, hookTimeout: 2 * minute }),
      project('packaged', ['tests/packaged/**/*.test.ts'], {
        testTimeout: 3 * minute,
        hookTimeout: 5 * minute,
        globalSetup: ['tests/support/pack-first.ts'],
      }),
      project('isolation', ['tests/isolation/**/*.test.ts'], { testTimeout: minute, hookTimeout: 2 * minute }),
      project('faults', ['tests/faults/**/*.test.ts'], { testTimeout: minute, hookTimeout: 2 * minute }),
      project('e2e', ['tests/e2e/**/*.test.ts'], {
        testTimeout: 3 * minute,
        hookTimeout: 3 * minute,
        // As long as Playwright waits for an element: a poll ends as soon as it holds.
        expect: { poll: { timeout: minute / 2 } },
      }),
      // WebKitGTK, which stands for Safari, is to be had on Linux only.
      project('browsers', [process.platform === 'linux' ? 'tests/browsers/*.test.ts' : 'tests/browsers/firefox.test.ts'], {
        testTimeout: 2 * minute,
        hookTimeout: 3 * minute,
        expect: { poll: { timeout: minute / 2 } },
      }),
      // Only by `pnpm frameworks`: it fetches hundreds of megabytes from npm.
      project('frameworks', ['tests/frameworks/**/*.test.ts'], {
        testTimeout: 5 * minute,
        hookTimeout: 15 * minute,
        expect: { poll: { timeout: minute / 2 } },
      }),
    ],
  },
});
