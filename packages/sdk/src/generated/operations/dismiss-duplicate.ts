// Generated from Mutation.dismissDuplicate by `pnpm generate:sdk`. Do not edit.
import type { Document, Open, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type DismissDuplicateMutationVariables = {
  dryRun?: boolean;
  input: Types.DismissDuplicateInput;
};

export type DismissDuplicateMutation = { readonly dismissDuplicate:
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'DismissDuplicatePayload', readonly task: { readonly createdAt: string, readonly decidedAt: string | null, readonly decidedBy: string | null, readonly id: string, readonly reason: string | null, readonly status: Open<Types.DuplicateTaskStatus>, readonly updatedAt: string, readonly version: number, readonly contradictions: ReadonlyArray<{ readonly environment: string | null, readonly kind: string, readonly value: string }>, readonly identifiers: ReadonlyArray<{ readonly environment: string | null, readonly kind: string, readonly value: string }> } }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
   };

/**
 * Decides that the assets, teams, persons, services or processes of a de-duplication task are not duplicates. The task is not opened again for them; a record that matches all of them becomes a dead letter.
 */
export const DismissDuplicate: Document<Payloads<DismissDuplicateMutation>, DismissDuplicateMutationVariables> = {
  kind: 'mutation',
  name: 'DismissDuplicate',
  text: "mutation DismissDuplicate($dryRun:Boolean!=false$input:DismissDuplicateInput!){dismissDuplicate(dryRun:$dryRun input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on DismissDuplicatePayload{task{contradictions{environment kind value}createdAt decidedAt decidedBy id identifiers{environment kind value}reason status updatedAt version}}}}",
};
