/** The compiled file beside a module, also where the module itself runs from source, as in tests. Threads and child processes start from it. */
export function compiledFile(moduleUrl: string, relative: string): URL {
  return new URL(relative, moduleUrl.replace('/packages/api/src/', '/packages/api/dist/'));
}
