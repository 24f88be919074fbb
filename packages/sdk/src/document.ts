declare const resultOf: unique symbol
declare const variablesOf: unique symbol

/** What an operation is. */
export type OperationKind = 'query' | 'mutation' | 'subscription'

/** What is known of an operation without reading its text. */
export interface Operation {
  readonly kind: OperationKind
  /** Absent for an anonymous operation. */
  readonly name?: string
}

/**
 * One GraphQL operation that knows its types. Generated modules hold one each; `operation` makes one from a text.
 * The types of result and variables are in members that never exist at run time.
 */
export interface Document<Result, Variables> extends Operation {
  readonly name: string
  readonly text: string
  readonly [resultOf]?: Result
  readonly [variablesOf]?: Variables
}

/** What other generators attach to a document so that its types can be found, such as graphql-codegen and gql.tada. */
interface DocumentTypes<Result, Variables> {
  readonly __apiType?: ((variables: Variables) => Result) | undefined
}

/** A parsed document with types: the `TypedDocumentNode` of graphql-codegen, or what gql.tada returns. */
export interface TypedDocumentNode<Result, Variables> extends DocumentTypes<Result, Variables> {
  readonly definitions: readonly { readonly kind: string }[]
  readonly loc?: { readonly source: { readonly body: string } } | undefined
}

/** A document as text with types: the `TypedDocumentString` of graphql-codegen. */
export interface TypedDocumentString<Result, Variables> extends DocumentTypes<Result, Variables> {
  charAt(index: number): string
  toString(): string
}

/** What a client can execute. */
export type Executable<Result, Variables> = Document<Result, Variables> | TypedDocumentNode<Result, Variables>

/** Anything of that kind, whatever its types. */
export type AnyExecutable = Document<unknown, unknown> | TypedDocumentNode<unknown, never>

/** Writes a parsed document as text, as `print` of the package `graphql` does. */
export type PrintDocument = (document: never) => string

/** The type of what `execute` returns for a document. */
export type ResultOf<D> =
  D extends Document<infer Result, infer _>
    ? Result
    : D extends DocumentTypes<infer Result, infer _>
      ? Result
      : never

/** The type of the variables of a document. */
export type VariablesOf<D> =
  D extends Document<infer _, infer Variables>
    ? Variables
    : D extends DocumentTypes<infer _, infer Variables>
      ? Variables
      : never

/**
 * An enum read from the server. The known members are spelled out, and a member that a newer server added still
 * arrives as it is: handle it in a `default` branch.
 */
export type Open<Member extends string> = Member | (string & Record<never, never>)

/**
 * A mutation's result without the members of its unions that are errors: those are thrown by `execute`, so what it
 * returns is always the payload.
 */
export type Payloads<Result> = {
  readonly [Field in keyof Result]: Exclude<Result[Field], { readonly __typename: `${string}Error` }>
}

/**
 * Makes a document of an operation's text. The text is sent as it is and is not read: `kind` and `name` must be those
 * of the operation in it. Only a mutation is sent with an idempotency key, so a mutation that is declared as a query can
 * take effect twice.
 *
 * Types come from the type arguments, or from a `TypedDocumentString`.
 */
export function operation<Result, Variables>(
  kind: OperationKind,
  name: string,
  text: string | TypedDocumentString<Result, Variables>,
): Document<Result, Variables> {
  return { kind, name, text: text.toString() }
}
