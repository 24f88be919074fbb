// Generated from Mutation.updateAllocation by `pnpm generate:sdk`. Do not edit.
import type { Document, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type UpdateAllocationMutationVariables = {
  dryRun?: boolean;
  input: Types.UpdateAllocationInput;
};

export type UpdateAllocationMutation = { readonly updateAllocation:
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
    | { readonly __typename: 'UpdateAllocationPayload', readonly allocation: { readonly createdAt: string, readonly endsOn: string, readonly fte: string | null, readonly id: string, readonly labels: unknown, readonly note: string, readonly pool: string | null, readonly startsOn: string, readonly updatedAt: string, readonly version: number, readonly money: { readonly amount: string, readonly currency: string } | null, readonly service: { readonly id: string, readonly name: string }, readonly team: { readonly id: string, readonly name: string } | null } }
   };

/**
 * Updates the given fields of an Allocation. Null clears an optional field.
 */
export const UpdateAllocation: Document<Payloads<UpdateAllocationMutation>, UpdateAllocationMutationVariables> = {
  kind: 'mutation',
  name: 'UpdateAllocation',
  text: "mutation UpdateAllocation($dryRun:Boolean!=false$input:UpdateAllocationInput!){updateAllocation(dryRun:$dryRun input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on UpdateAllocationPayload{allocation{createdAt endsOn fte id labels money{amount currency}note pool service{id name}startsOn team{id name}updatedAt version}}}}",
};
