import { AppError } from '../../errors.js';
import { readXml } from './read-xml.js';
import type { ZipArchive } from './zip-archive.js';

export interface MainPart {
  path: string;
  bytes: Uint8Array;
}

/** The part that a package's own relations name as its document; relations to outside are never followed. */
export function findMainPart(zip: ZipArchive): MainPart | undefined {
  const named = [...relationsOf(zip, '').values()].filter(({ type }) => type.endsWith('/officeDocument'));
  const usual = ['word/document.xml', 'ppt/presentation.xml', 'xl/workbook.xml'];
  const path = [...named.map(({ target }) => target), ...usual].find((each) => each.endsWith('.xml') && zip.has(each));
  return path === undefined ? undefined : { path, bytes: readPart(zip, path) };
}

export interface Relation {
  type: string;
  /** The part's path in the archive. */
  target: string;
}

/** A part's relations inside the package, by id. */
export function relationsOf(zip: ZipArchive, part: string): Map<string, Relation> {
  const relations = new Map<string, Relation>();
  const folder = part.slice(0, part.lastIndexOf('/') + 1);
  const bytes = zip.read(`${folder}_rels/${part.slice(folder.length)}.rels`);
  if (bytes === undefined) return relations;
  readXml(bytes, {
    open({ name, attributes }) {
      const { Id: id, Type: type = '', Target: target = '' } = attributes;
      if (name !== 'Relationship' || attributes['TargetMode'] === 'External') return;
      relations.set(id ?? String(relations.size), { type, target: resolvePath(folder, target) });
    },
  });
  return relations;
}

/** A path relative to a folder of the archive; it never leaves the archive. */
export function resolvePath(folder: string, target: string): string {
  const path: string[] = [];
  for (const step of (target.startsWith('/') ? target : folder + target).split('/')) {
    if (step === '..') path.pop();
    else if (step !== '' && step !== '.') path.push(step);
  }
  return path.join('/');
}

export function readPart(zip: ZipArchive, name: string): Uint8Array {
  const bytes = zip.read(name);
  if (bytes !== undefined) return bytes;
  throw new AppError('FILE_UNREADABLE', 'A part of the file is missing. Open and save it again, then send it.');
}

export function readCoreTitle(zip: ZipArchive): string | undefined {
  const core = zip.read('docProps/core.xml');
  if (core === undefined) return undefined;
  let inside = false;
  let title = '';
  readXml(core, {
    open: ({ name }) => (inside = name === 'title'),
    text: (text) => (title += inside ? text : ''),
    close: () => (inside = false),
  });
  return title.trim() === '' ? undefined : title.trim().slice(0, 500);
}
