import type { Cell, Row } from './cell.ts'

/** A node of a tree, with what stands in the columns to the right of it. */
export interface Branch {
  readonly text: string
  readonly cells: readonly string[]
  readonly children: readonly Branch[]
}

/** The rows of trees, top down: the first cell of each has the guides of its place. */
export function treeRows(roots: readonly Branch[]): readonly Row[] {
  return roots.flatMap((root) => [
    [{ text: root.text, first: '', rest: root.children.length > 0 ? '│  ' : '' }, ...root.cells] as Cell[],
    ...below(root.children, ''),
  ])
}

function below(branches: readonly Branch[], guides: string): Row[] {
  return branches.flatMap(({ text, cells, children }, index) => {
    const last = index === branches.length - 1
    const inner = guides + (last ? '   ' : '│  ')
    const rest = inner + (children.length > 0 ? '│  ' : '')
    return [[{ text, first: guides + (last ? '└─ ' : '├─ '), rest }, ...cells], ...below(children, inner)]
  })
}
