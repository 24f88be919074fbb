// Generated from operations/test-source.graphql by `pnpm generate:sdk`. Do not edit.
import type { Document, Open, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type TestSourceMutationVariables = {
  input: Types.TestSourceInput;
};

export type TestSourceMutation = { readonly testSource:
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
    | { readonly __typename: 'TestSourcePayload', readonly checks: ReadonlyArray<{ readonly capability: string, readonly status: Open<Types.SourceCheckStatus>, readonly detail: string | null }> }
   };

/**
 * Tries whether a source can be read; nothing is stored.
 */
export const TestSource: Document<Payloads<TestSourceMutation>, TestSourceMutationVariables> = {
  kind: 'mutation',
  name: 'TestSource',
  text: "mutation TestSource($input:TestSourceInput!){testSource(input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on TestSourcePayload{checks{capability status detail}}}}",
};
