import { normalized, normalizedText } from '@throughline/plugin-kit'
import { type DocumentNode, Kind, parse, visit } from 'graphql'
import type { Plugin } from 'graphql-yoga'

/**
 * All text of a request in Unicode normalization form C, before anything reads it: what looks the same is the same
 * name, whichever way the caller's machine composes its characters.
 */
export function withNormalizedText(): Plugin {
  return {
    onParams({ params, setParams }) {
      // What is no text or no object is refused by its reader.
      const { query, variables } = params
      if (typeof query !== 'string') return
      setParams({
        ...params,
        query: normalizedText(query),
        ...(variables === undefined ? {} : { variables: normalized(variables) }),
      })
    },
  }
}

/** A parsed document whose texts are in form C, also those that were written with escapes such as `\u0308`. */
export function parseNormalized(...[source, options]: Parameters<typeof parse>): DocumentNode {
  const document = parse(source, options)
  const text = typeof source === 'string' ? source : source.body
  if (!text.includes('\\u')) return document
  return visit(document, {
    [Kind.STRING]: (node) => ({ ...node, value: normalizedText(node.value) }),
  })
}
