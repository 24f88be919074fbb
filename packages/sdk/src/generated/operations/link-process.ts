// Generated from Mutation.linkProcess by `pnpm generate:sdk`. Do not edit.
import type { Document, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type LinkProcessMutationVariables = {
  dryRun?: boolean;
  input: Types.LinkProcessInput;
};

export type LinkProcessMutation = { readonly linkProcess:
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'LinkProcessPayload', readonly process: { readonly createdAt: string, readonly description: string, readonly id: string, readonly labels: unknown, readonly name: string, readonly removedAtSource: string | null, readonly updatedAt: string, readonly version: number, readonly owner: { readonly id: string, readonly name: string } | null, readonly provenance: ReadonlyArray<{ readonly attribute: string, readonly confirmedAt: string | null, readonly externalId: string | null, readonly isEffective: boolean, readonly precedence: number, readonly rule: string, readonly setAt: string, readonly source: string | null, readonly stale: boolean, readonly value: unknown }> } | null }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
   };

/**
 * Links a process to objectives that it supports and services that it uses, in addition to its existing links. linkProcessToObjective and linkProcessToService also state how much.
 */
export const LinkProcess: Document<Payloads<LinkProcessMutation>, LinkProcessMutationVariables> = {
  kind: 'mutation',
  name: 'LinkProcess',
  text: "mutation LinkProcess($dryRun:Boolean!=false$input:LinkProcessInput!){linkProcess(dryRun:$dryRun input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on LinkProcessPayload{process{createdAt description id labels name owner{id name}provenance{attribute confirmedAt externalId isEffective precedence rule setAt source stale value}removedAtSource updatedAt version}}}}",
};
