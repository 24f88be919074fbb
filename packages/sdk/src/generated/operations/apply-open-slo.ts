// Generated from Mutation.applyOpenSlo by `pnpm generate:sdk`. Do not edit.
import type { Document, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type ApplyOpenSloMutationVariables = {
  dryRun?: boolean;
  input: Types.ApplyOpenSloInput;
};

export type ApplyOpenSloMutation = { readonly applyOpenSlo:
    | { readonly __typename: 'ApplyOpenSloPayload', readonly documents: ReadonlyArray<{ readonly kind: string | null, readonly line: number, readonly name: string | null, readonly position: number, readonly notes: ReadonlyArray<{ readonly line: number, readonly message: string, readonly path: ReadonlyArray<string> }>, readonly objects: ReadonlyArray<{ readonly id: string, readonly name: string }> }> }
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
   };

/**
 * Makes services and SLOs what OpenSLO v1 documents say: all of them, or none if one has a problem. Applying the same documents again changes nothing.
 */
export const ApplyOpenSlo: Document<Payloads<ApplyOpenSloMutation>, ApplyOpenSloMutationVariables> = {
  kind: 'mutation',
  name: 'ApplyOpenSlo',
  text: "mutation ApplyOpenSlo($dryRun:Boolean!=false$input:ApplyOpenSloInput!){applyOpenSlo(dryRun:$dryRun input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on ApplyOpenSloPayload{documents{kind line name notes{line message path}objects{id name}position}}}}",
};
