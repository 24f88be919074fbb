// Generated from Mutation.createAllocation by `pnpm generate:sdk`. Do not edit.
import type { Document, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type CreateAllocationMutationVariables = {
  dryRun?: boolean;
  input: Types.CreateAllocationInput;
};

export type CreateAllocationMutation = { readonly createAllocation:
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'CreateAllocationPayload', readonly allocation: { readonly createdAt: string, readonly endsOn: string, readonly fte: string | null, readonly id: string, readonly labels: unknown, readonly note: string, readonly pool: string | null, readonly startsOn: string, readonly updatedAt: string, readonly version: number, readonly money: { readonly amount: string, readonly currency: string } | null, readonly service: { readonly id: string, readonly name: string }, readonly team: { readonly id: string, readonly name: string } | null } }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
   };

/**
 * Creates a new Allocation.
 */
export const CreateAllocation: Document<Payloads<CreateAllocationMutation>, CreateAllocationMutationVariables> = {
  kind: 'mutation',
  name: 'CreateAllocation',
  text: "mutation CreateAllocation($dryRun:Boolean!=false$input:CreateAllocationInput!){createAllocation(dryRun:$dryRun input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on CreateAllocationPayload{allocation{createdAt endsOn fte id labels money{amount currency}note pool service{id name}startsOn team{id name}updatedAt version}}}}",
};
