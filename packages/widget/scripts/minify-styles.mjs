/** Vite plugin: takes comments and needless spaces out of the CSS inside `*.styles.ts`, and the indentation out of templates. */
export function minifyStyles() {
  return {
    name: 'askwell:minify-styles',
    enforce: 'pre',
    transform(code, id) {
      if (/\/src\/components\/.*(?<!\.styles)\.ts$/.test(id)) return { code: code.replace(/\n\s+/g, '\n'), map: null };
      if (!id.endsWith('.styles.ts')) return null;
      return { code: code.replace(/(css|\/\* css \*\/ )`([^`]*)`/g, (_, tag, css) => `${tag}\`${minify(css)}\``), map: null };
    },
  };
}

function minify(css) {
  return css
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,>]) ?/g, '$1')
    .replace(/: (?=[^{}]*[;}])/g, ':')
    .replace(/;}/g, '}')
    .replace(/ !important/g, '!important')
    .trim();
}
