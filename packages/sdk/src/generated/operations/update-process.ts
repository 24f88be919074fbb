// Generated from Mutation.updateProcess by `pnpm generate:sdk`. Do not edit.
import type { Document, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type UpdateProcessMutationVariables = {
  dryRun?: boolean;
  input: Types.UpdateProcessInput;
};

export type UpdateProcessMutation = { readonly updateProcess:
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
    | { readonly __typename: 'UpdateProcessPayload', readonly process: { readonly createdAt: string, readonly description: string, readonly id: string, readonly labels: unknown, readonly name: string, readonly removedAtSource: string | null, readonly updatedAt: string, readonly version: number, readonly owner: { readonly id: string, readonly name: string } | null, readonly provenance: ReadonlyArray<{ readonly attribute: string, readonly confirmedAt: string | null, readonly externalId: string | null, readonly isEffective: boolean, readonly precedence: number, readonly rule: string, readonly setAt: string, readonly source: string | null, readonly stale: boolean, readonly value: unknown }> } }
   };

/**
 * Updates the given fields of a Process. Null clears an optional field.
 */
export const UpdateProcess: Document<Payloads<UpdateProcessMutation>, UpdateProcessMutationVariables> = {
  kind: 'mutation',
  name: 'UpdateProcess',
  text: "mutation UpdateProcess($dryRun:Boolean!=false$input:UpdateProcessInput!){updateProcess(dryRun:$dryRun input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on UpdateProcessPayload{process{createdAt description id labels name owner{id name}provenance{attribute confirmedAt externalId isEffective precedence rule setAt source stale value}removedAtSource updatedAt version}}}}",
};
