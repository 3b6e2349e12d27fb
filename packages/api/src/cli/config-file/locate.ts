import { findNodeAtLocation, type Node } from 'jsonc-parser';

export interface Place {
  /** From 1. */
  line: number;
  column: number;
}

export function toPlace(text: string, offset: number): Place {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

/** Where the value at this path stands; of one that is missing, where the innermost of its parents stands. */
export function placeOf(text: string, root: Node, path: readonly (string | number)[]): Place {
  for (let length = path.length; length > 0; length--) {
    const node = findNodeAtLocation(root, path.slice(0, length));
    if (node !== undefined) return toPlace(text, node.offset);
  }
  return toPlace(text, root.offset);
}

/** Where the key itself stands. */
export function placeOfKey(text: string, root: Node, path: readonly (string | number)[]): Place {
  const node = findNodeAtLocation(root, [...path]);
  return node?.parent === undefined ? placeOf(text, root, path) : toPlace(text, node.parent.offset);
}
