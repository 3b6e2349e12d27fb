import {
  isTokenAtKeyword,
  isTokenBadString,
  isTokenBadURL,
  isTokenComment,
  isTokenWhitespace,
  isTokenFunction,
  isTokenString,
  isTokenURL,
  tokenize,
} from '@csstools/css-tokenizer';

const importing = new Set(['import', 'namespace', 'font-face', 'charset', 'document']);
/** Functions that take an address, beside `url()`. */
const loading = /^(url|src|image|image-set|-webkit-image-set|cross-fade|-webkit-cross-fade|element|paint|attr)$/i;
const ownImage = /^data:image\/(png|jpeg|gif|webp|avif|svg\+xml)[;,]/i;

/**
 * What keeps this CSS out of a chat, or undefined. Tokens are read as a browser reads them, so an escaped `u\72l(` counts too.
 * Whatever could call another host is refused.
 */
export function checkCustomCss(css: string): string | undefined {
  let problem: string | undefined;
  const refuse = (text: string): void => {
    problem ??= text;
  };
  const tokens = tokenize({ css }, { onParseError: (error) => refuse(`is not valid CSS: ${error.message}`) });
  for (const [at, token] of tokens.entries()) {
    if (isTokenAtKeyword(token) && importing.has(token[4].value.toLowerCase())) refuse(`must not use @${token[4].value}`);
    else if (isTokenURL(token) && !ownImage.test(token[4].value))
      refuse('url() may only hold data:image/…, so that nothing is loaded');
    else if (isTokenBadURL(token) || isTokenBadString(token)) refuse('has a broken url() or string');
    else if (isTokenFunction(token) && loading.test(token[4].value)) {
      const next = tokens.slice(at + 1).find((one) => !isTokenWhitespace(one) && !isTokenComment(one));
      const isOwn = /^url$/i.test(token[4].value) && next !== undefined && isTokenString(next) && ownImage.test(next[4].value);
      if (!isOwn) refuse(`must not use ${token[4].value}(): only url("data:image/…") is taken, so that nothing is loaded`);
    }
  }
  return problem;
}
