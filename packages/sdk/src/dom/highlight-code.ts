import { tokenizeWith, type ShjLanguageData, type ShjToken } from '@speed-highlight/core/tokenize';
import bash from '@speed-highlight/core/languages/bash.js';
import c from '@speed-highlight/core/languages/c.js';
import css from '@speed-highlight/core/languages/css.js';
import diff from '@speed-highlight/core/languages/diff.js';
import docker from '@speed-highlight/core/languages/docker.js';
import go from '@speed-highlight/core/languages/go.js';
import html from '@speed-highlight/core/languages/html.js';
import http from '@speed-highlight/core/languages/http.js';
import ini from '@speed-highlight/core/languages/ini.js';
import java from '@speed-highlight/core/languages/java.js';
import js from '@speed-highlight/core/languages/js.js';
import json from '@speed-highlight/core/languages/json.js';
import py from '@speed-highlight/core/languages/py.js';
import rs from '@speed-highlight/core/languages/rs.js';
import sql from '@speed-highlight/core/languages/sql.js';
import toml from '@speed-highlight/core/languages/toml.js';
import ts from '@speed-highlight/core/languages/ts.js';
import xml from '@speed-highlight/core/languages/xml.js';
import yaml from '@speed-highlight/core/languages/yaml.js';

// The package's types write `undefined` where its own rules leave a key out.
const languages = {
  bash,
  c,
  css,
  diff,
  docker,
  go,
  html,
  http,
  ini,
  java,
  js,
  json,
  py,
  rs,
  sql,
  toml,
  ts,
  xml,
  yaml,
} as unknown as Record<string, ShjLanguageData>;

/** Names that models write for the languages above. */
const aliases: Record<string, string> = {
  cpp: 'c',
  cs: 'java',
  csharp: 'java',
  console: 'bash',
  dockerfile: 'docker',
  golang: 'go',
  javascript: 'js',
  jsx: 'js',
  jsonc: 'json',
  kotlin: 'java',
  php: 'js',
  python: 'py',
  rust: 'rs',
  scss: 'css',
  sh: 'bash',
  shell: 'bash',
  svelte: 'html',
  svg: 'xml',
  tsx: 'ts',
  typescript: 'ts',
  vue: 'html',
  yml: 'yaml',
  zsh: 'bash',
};

/** Tokens by the colour they share. */
const kinds: Partial<Record<ShjToken, string>> = {
  kwd: 'keyword',
  bool: 'keyword',
  section: 'keyword',
  type: 'type',
  class: 'type',
  func: 'function',
  str: 'string',
  insert: 'string',
  num: 'number',
  esc: 'number',
  var: 'number',
  cmnt: 'comment',
  deleted: 'comment',
};

/** Longer code stays in one colour: the tokenizer's expressions would hold the page. */
const longestCode = 20_000;

/** Where a piece of code has which colour: `[kind, start, end]`. Nothing for a language that is not known. */
export function codeTokens(code: string, language: string): [string, number, number][] {
  const name = aliases[language] ?? language;
  const known = Object.hasOwn(languages, name) ? languages[name] : undefined;
  if (known === undefined || code.length > longestCode) return [];
  const tokens: [string, number, number][] = [];
  let at = 0;
  tokenizeWith(
    code,
    known,
    (text, token) => {
      const kind = token === undefined ? undefined : kinds[token];
      if (kind !== undefined) tokens.push([kind, at, at + text.length]);
      at += text.length;
    },
    { languages },
  );
  return tokens;
}
