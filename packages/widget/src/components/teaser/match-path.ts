/** Whether a path fits a pattern such as `/pricing*`, in which `*` stands for any characters. */
export function matchPath(pattern: string | undefined, path: string): boolean {
  if (pattern === undefined || pattern === '') return true;
  const pieces = pattern.split('*').map((piece) => piece.replace(/[\\^$.|?+()[\]{}]/g, '\\$&'));
  return new RegExp(`^${pieces.join('.*')}$`).test(path);
}
