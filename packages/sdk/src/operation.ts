import { invalid } from './client-options.ts'
import type { AnyExecutable, Operation, OperationKind, PrintDocument } from './document.ts'

/** The members of an operation's definition in a parsed document. */
interface OperationDefinition {
  readonly kind: 'OperationDefinition'
  readonly operation: OperationKind
  readonly name?: { readonly value: string } | undefined
}

/**
 * Returns kind and name of the operation of a document.
 *
 * @throws InvalidInputError for anything else than a document of one operation.
 */
export function operationOf(document: AnyExecutable): Operation {
  if (typeof document === 'object' && document !== null) {
    if ('text' in document) return { kind: document.kind, name: document.name }
    if (Array.isArray(document.definitions)) {
      const [only, ...more] = document.definitions.filter(isOperation)
      if (only === undefined || more.length > 0) {
        throw invalid(`A document must hold one operation; this one holds ${only ? more.length + 1 : 0}`)
      }
      return { kind: only.operation, ...(only.name && { name: only.name.value }) }
    }
  }
  throw invalid(
    'Not a document: pass a generated operation, a TypedDocumentNode, or what `operation` makes of a text',
  )
}

/**
 * Returns the text of a document: of a parsed one what `print` writes, else the source that it was parsed from.
 *
 * @throws InvalidInputError for a parsed document without its source when there is no `print`.
 */
export function textOf(document: AnyExecutable, print: PrintDocument | undefined): string {
  if ('text' in document) return document.text
  const text = print?.(document as never) ?? document.loc?.source.body
  if (text === undefined) {
    throw invalid('This document was parsed without its source: pass `print` of graphql to `createClient`')
  }
  return text
}

function isOperation(definition: { readonly kind: string }): definition is OperationDefinition {
  return definition.kind === 'OperationDefinition'
}
