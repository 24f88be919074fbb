// Generated from operations/sync-source.graphql by `pnpm generate:sdk`. Do not edit.
import type { Document, Open, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type SyncSourceMutationVariables = {
  input: Types.SyncSourceInput;
};

export type SyncSourceMutation = { readonly syncSource:
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
    | { readonly __typename: 'SyncSourcePayload', readonly run: { readonly id: string, readonly status: Open<Types.SyncRunStatus>, readonly startedAt: string, readonly finishedAt: string | null, readonly errorCode: string | null, readonly errorMessage: string | null, readonly counts: ReadonlyArray<{ readonly recordType: string, readonly found: number, readonly added: number, readonly changed: number, readonly unchanged: number, readonly retired: number, readonly rejected: number }> } }
   };

export type SyncRunFieldsFragment = { readonly id: string, readonly status: Open<Types.SyncRunStatus>, readonly startedAt: string, readonly finishedAt: string | null, readonly errorCode: string | null, readonly errorMessage: string | null, readonly counts: ReadonlyArray<{ readonly recordType: string, readonly found: number, readonly added: number, readonly changed: number, readonly unchanged: number, readonly retired: number, readonly rejected: number }> };

/**
 * Has a source read as soon as a process is free.
 */
export const SyncSource: Document<Payloads<SyncSourceMutation>, SyncSourceMutationVariables> = {
  kind: 'mutation',
  name: 'SyncSource',
  text: "mutation SyncSource($input:SyncSourceInput!){syncSource(input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on SyncSourcePayload{run{...SyncRunFields}}}}fragment SyncRunFields on SyncRun{id status startedAt finishedAt errorCode errorMessage counts{recordType found added changed unchanged retired rejected}}",
};
