import type { DocumentNode } from 'graphql'

/** A parsed document with types, as the package `@graphql-typed-document-node/core` declares it. */
export interface TypedDocumentNode<Result, Variables> extends DocumentNode {
  __apiType?: (variables: Variables) => Result
}

/** The class that graphql-codegen writes into its output for `documentMode: 'string'`. */
export class TypedDocumentString<Result, Variables> extends String {
  declare readonly __apiType?: (variables: Variables) => Result
  private readonly value: string

  constructor(value: string) {
    super(value)
    this.value = value
  }

  override toString(): string {
    return this.value
  }
}
