declare const resultOf: unique symbol
declare const variablesOf: unique symbol

/**
 * The text of one GraphQL operation that knows its types. At run time it is a plain string; the types ride along
 * in members that never exist.
 *
 * A hand-written one: `const q: Document<{ me: { name: string } }, { id: string }> = 'query …'`.
 */
export type Document<Result, Variables> = string & {
  readonly [resultOf]?: Result
  readonly [variablesOf]?: Variables
}

/** What `client.execute` answers for a document. */
export type ResultOf<D> = D extends Document<infer Result, infer _> ? Result : never

/** The variables a document takes. */
export type VariablesOf<D> = D extends Document<infer _, infer Variables> ? Variables : never

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
