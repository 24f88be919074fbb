// Generated from Mutation.updateExpectation by `pnpm generate:sdk`. Do not edit.
import type { Document, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type UpdateExpectationMutationVariables = {
  dryRun?: boolean;
  input: Types.UpdateExpectationInput;
};

export type UpdateExpectationMutation = { readonly updateExpectation:
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
    | { readonly __typename: 'UpdateExpectationPayload', readonly expectation: { readonly availability: number | null, readonly createdAt: string, readonly id: string, readonly since: string, readonly statement: string, readonly updatedAt: string, readonly version: number, readonly service: { readonly id: string, readonly name: string }, readonly statedBy: { readonly id: string, readonly name: string } | null, readonly team: { readonly id: string, readonly name: string } } }
   };

/**
 * Updates the given fields of an Expectation. Null clears an optional field.
 */
export const UpdateExpectation: Document<Payloads<UpdateExpectationMutation>, UpdateExpectationMutationVariables> = {
  kind: 'mutation',
  name: 'UpdateExpectation',
  text: "mutation UpdateExpectation($dryRun:Boolean!=false$input:UpdateExpectationInput!){updateExpectation(dryRun:$dryRun input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on UpdateExpectationPayload{expectation{availability createdAt id service{id name}since statedBy{id name}statement team{id name}updatedAt version}}}}",
};
