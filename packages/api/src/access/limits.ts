import {
  type ASTVisitor,
  type FragmentDefinitionNode,
  Kind,
  type SelectionSetNode,
  type ValidationContext,
  type ValidationRule,
} from 'graphql'
import { graphqlError } from '../graph/errors.ts'

/** How large a document may be. A document beyond any of these is refused before anything runs. */
export interface DocumentLimits {
  /** Levels of fields; the wrappers of a connection (edges, node, nodes, pageInfo) count as none. */
  readonly depth: number
  readonly aliases: number
  readonly directives: number
  /** Lexical tokens; what the parser stops at. */
  readonly tokens: number
}

export const DOCUMENT_LIMITS: DocumentLimits = { depth: 12, aliases: 30, directives: 8, tokens: 2_000 }

const WRAPPERS: ReadonlySet<string> = new Set(['edges', 'node', 'nodes', 'pageInfo'])

/** Counts of one selection, its fragments spread out. */
interface Size {
  depth: number
  aliases: number
  directives: number
}

/** The validation rule that refuses documents beyond the limits. Introspection is as deep as it is. */
export function limitRule(limits: DocumentLimits): ValidationRule {
  return (context: ValidationContext): ASTVisitor => ({
    OperationDefinition(operation) {
      const size = measure(operation.selectionSet, context, new Map(), new Set())
      size.directives += operation.directives?.length ?? 0
      for (const what of ['depth', 'aliases', 'directives'] as const) {
        if (size[what] > limits[what]) {
          context.reportError(
            graphqlError(
              'QUERY_TOO_COMPLEX',
              `The query's ${what} is ${size[what]}; at most ${limits[what]} is answered. Ask for less at once.`,
            ),
          )
        }
      }
    },
  })
}

function measure(
  selection: SelectionSetNode,
  context: ValidationContext,
  fragments: Map<string, Size>,
  open: ReadonlySet<string>,
): Size {
  const size: Size = { depth: 0, aliases: 0, directives: 0 }
  const include = (inner: Size, level: number) => {
    size.depth = Math.max(size.depth, inner.depth + level)
    size.aliases += inner.aliases
    size.directives += inner.directives
  }
  for (const node of selection.selections) {
    size.directives += node.directives?.length ?? 0
    if (node.kind === Kind.FRAGMENT_SPREAD) {
      const fragment = context.getFragment(node.name.value)
      // A circle of fragments is another rule's to report.
      if (fragment && !open.has(node.name.value))
        include(measureFragment(fragment, context, fragments, open), 0)
    } else if (node.kind === Kind.INLINE_FRAGMENT) {
      include(measure(node.selectionSet, context, fragments, open), 0)
    } else {
      if (node.alias !== undefined) size.aliases += 1
      const level = WRAPPERS.has(node.name.value) ? 0 : 1
      const below = node.name.value.startsWith('__') ? undefined : node.selectionSet
      include(below === undefined ? EMPTY : measure(below, context, fragments, open), level)
    }
  }
  return size
}

/** Measured once, however often it is spread. */
function measureFragment(
  fragment: FragmentDefinitionNode,
  context: ValidationContext,
  fragments: Map<string, Size>,
  open: ReadonlySet<string>,
): Size {
  const name = fragment.name.value
  const known = fragments.get(name)
  if (known !== undefined) return known
  const size = measure(fragment.selectionSet, context, fragments, new Set([...open, name]))
  fragments.set(name, size)
  return size
}

const EMPTY: Size = { depth: 0, aliases: 0, directives: 0 }
