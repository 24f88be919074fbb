// Generated from Mutation.createExpectation by `pnpm generate:sdk`. Do not edit.
import type { Document, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type CreateExpectationMutationVariables = {
  dryRun?: boolean;
  input: Types.CreateExpectationInput;
};

export type CreateExpectationMutation = { readonly createExpectation:
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'CreateExpectationPayload', readonly expectation: { readonly availability: number | null, readonly createdAt: string, readonly id: string, readonly since: string, readonly statement: string, readonly updatedAt: string, readonly version: number, readonly service: { readonly id: string, readonly name: string }, readonly statedBy: { readonly id: string, readonly name: string } | null, readonly team: { readonly id: string, readonly name: string } } }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
   };

/**
 * Creates a new Expectation.
 */
export const CreateExpectation: Document<Payloads<CreateExpectationMutation>, CreateExpectationMutationVariables> = {
  kind: 'mutation',
  name: 'CreateExpectation',
  text: "mutation CreateExpectation($dryRun:Boolean!=false$input:CreateExpectationInput!){createExpectation(dryRun:$dryRun input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on CreateExpectationPayload{expectation{availability createdAt id service{id name}since statedBy{id name}statement team{id name}updatedAt version}}}}",
};
