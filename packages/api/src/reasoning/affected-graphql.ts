import { type ArrayPage, type ArrayPageArguments, arrayPage } from '../graph/array-connection.ts'
import { builder, Node } from '../graph/builder.ts'
import { PageInfoRef } from '../graph/connection-types.ts'
import { cost } from '../graph/cost.ts'
import { significant } from '../graph/figures.ts'
import { loadNode } from '../graph/query.ts'
import { visibleTo } from '../graph/visibility.ts'
import type { AffectedNode } from './at-risk.ts'
import type { GraphNodeRef } from './network.ts'
import type { PathStep } from './path.ts'
import { StepRef } from './path-graphql.ts'

type PathTo = (node: GraphNodeRef) => readonly PathStep[]

type AffectedEdge = ArrayPage<AffectedNode>['edges'][number] & { readonly pathTo: PathTo }

const AffectedEdgeRef = builder.objectRef<AffectedEdge>('AffectedEdge').implement({
  description: 'An affected node, with its cursor.',
  extensions: visibleTo('READERS'),
  fields: (t) => ({
    cursor: t.exposeString('cursor', { description: 'Cursor of this edge.' }),
    node: t.field({
      type: Node,
      nullable: true,
      description: 'Affected node. Null if it was deleted during the query.',
      resolve: ({ item }, _args, context, info) => loadNode(context, info, item.node),
    }),
    impactFactor: t.float({
      description: 'Impact factor, from 0 to 1; of an objective its loss.',
      resolve: ({ item }) => significant(item.reach),
    }),
    steps: t.int({
      description: 'Number of steps on the strongest path.',
      resolve: ({ item }) => item.steps,
    }),
    path: t.field({
      type: [StepRef],
      extensions: cost({ size: 6 }),
      description: 'Strongest path to the node.',
      resolve: ({ item, pathTo }) => pathTo(item.node),
    }),
  }),
})

type AffectedPage = ArrayPage<AffectedNode> & { readonly pathTo: PathTo }

export const AffectedConnectionRef = builder.objectRef<AffectedPage>('AffectedConnection').implement({
  description: 'A page of affected nodes.',
  extensions: visibleTo('READERS'),
  fields: (t) => ({
    edges: t.field({
      type: [AffectedEdgeRef],
      extensions: cost({ size: 'page' }),
      description: 'Edges of this page.',
      resolve: ({ edges, pathTo }) => edges.map((edge) => ({ ...edge, pathTo })),
    }),
    pageInfo: t.field({
      type: PageInfoRef,
      description: 'Position of this page in the list.',
      resolve: ({ pageInfo }) => pageInfo,
    }),
    totalCount: t.exposeInt('totalCount', { description: 'Number of affected nodes.' }),
  }),
})

/** A page of the nodes that a search affected. */
export function affectedPage(
  found: { readonly affected: readonly AffectedNode[]; readonly pathTo: PathTo },
  args: ArrayPageArguments,
): AffectedPage {
  const page = arrayPage(found.affected, args, 'AFFECTED', ({ node }) => `${node.type}:${node.id}`)
  return { ...page, pathTo: (node) => found.pathTo(node) }
}
