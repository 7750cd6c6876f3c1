import { ScanToken, XmlScanner } from '../xml/scan';

/** Numbers of each element in `TreeIndex.nodes`. */
const PARTS = 6;

/**
 * All elements of a text, in document order, as places: six numbers each. Small enough to cross from a worker, and
 * enough to show a tree of which only the open branches are ever read.
 */
export interface TreeIndex {
  /** Parent (-1 for the root), start, start of the content, end of the content, end, and the number of the next sibling or uncle. */
  readonly nodes: Int32Array;
  readonly broken?: { readonly at: number; readonly message: string };
}

/** One element of the tree. */
export interface TreeNode {
  readonly number: number;
  readonly parent: number;
  readonly start: number;
  readonly contentStart: number;
  readonly contentEnd: number;
  readonly end: number;
  /** The number of the first element after all that is in this one. */
  readonly after: number;
}

/** Lists the elements of a text. What is no XML gives those before the place where it breaks off. */
export function indexTree(text: string): TreeIndex {
  const scanner = new XmlScanner(text);
  const nodes: number[] = [];
  const open: number[] = [];
  for (;;) {
    const token = scanner.next();
    if (token === ScanToken.open) {
      const number = nodes.length / PARTS;
      const { start, end } = scanner;
      nodes.push(open.at(-1) ?? -1, start, end, end, end, number + 1);
      if (!scanner.selfClosing) open.push(number);
    } else if (token === ScanToken.close) {
      const number = open.pop() ?? 0;
      nodes[number * PARTS + 3] = scanner.start;
      nodes[number * PARTS + 4] = scanner.end;
      nodes[number * PARTS + 5] = nodes.length / PARTS;
    } else if (token === ScanToken.end) {
      return { nodes: Int32Array.from(nodes) };
    } else if (token === ScanToken.broken) {
      for (const number of open) {
        nodes[number * PARTS + 3] = scanner.start;
        nodes[number * PARTS + 4] = scanner.start;
        nodes[number * PARTS + 5] = nodes.length / PARTS;
      }
      return { nodes: Int32Array.from(nodes), broken: { at: scanner.start, message: scanner.message } };
    }
  }
}

/** How many elements there are. */
export function treeSize({ nodes }: TreeIndex): number {
  return nodes.length / PARTS;
}

/** An element by its number, from 0. */
export function treeNode({ nodes }: TreeIndex, number: number): TreeNode {
  const part = (index: number) => nodes[number * PARTS + index] ?? -1;
  return {
    number,
    parent: part(0),
    start: part(1),
    contentStart: part(2),
    contentEnd: part(3),
    end: part(4),
    after: part(5),
  };
}

/** The elements directly in one, or those at the top for -1. */
export function treeChildren(index: TreeIndex, number: number): TreeNode[] {
  const end = number < 0 ? treeSize(index) : treeNode(index, number).after;
  const found: TreeNode[] = [];
  for (let child = number + 1; child < end;) {
    const node = treeNode(index, child);
    found.push(node);
    child = node.after;
  }
  return found;
}

/** The innermost element at an offset, or -1. */
export function treeNodeAt(index: TreeIndex, offset: number): number {
  let found = -1;
  for (let number = 0; number < treeSize(index);) {
    const { start, end, after } = treeNode(index, number);
    if (start > offset) break;
    if (offset < end) {
      found = number;
      number += 1;
    } else number = after;
  }
  return found;
}
