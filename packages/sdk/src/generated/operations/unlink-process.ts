// Generated from Mutation.unlinkProcess by `pnpm generate:sdk`. Do not edit.
import type { Document, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type UnlinkProcessMutationVariables = {
  dryRun?: boolean;
  input: Types.UnlinkProcessInput;
};

export type UnlinkProcessMutation = { readonly unlinkProcess:
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
    | { readonly __typename: 'UnlinkProcessPayload', readonly process: { readonly createdAt: string, readonly description: string, readonly id: string, readonly labels: unknown, readonly name: string, readonly removedAtSource: string | null, readonly updatedAt: string, readonly version: number, readonly owner: { readonly id: string, readonly name: string } | null, readonly provenance: ReadonlyArray<{ readonly attribute: string, readonly confirmedAt: string | null, readonly externalId: string | null, readonly isEffective: boolean, readonly precedence: number, readonly rule: string, readonly setAt: string, readonly source: string | null, readonly stale: boolean, readonly value: unknown }> } | null }
   };

/**
 * Unlinks objectives and services from a process. Rows that are not linked are ignored.
 */
export const UnlinkProcess: Document<Payloads<UnlinkProcessMutation>, UnlinkProcessMutationVariables> = {
  kind: 'mutation',
  name: 'UnlinkProcess',
  text: "mutation UnlinkProcess($dryRun:Boolean!=false$input:UnlinkProcessInput!){unlinkProcess(dryRun:$dryRun input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on UnlinkProcessPayload{process{createdAt description id labels name owner{id name}provenance{attribute confirmedAt externalId isEffective precedence rule setAt source stale value}removedAtSource updatedAt version}}}}",
};
