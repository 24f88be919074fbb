// Generated from Query.allocation by `pnpm generate:sdk`. Do not edit.
import type { Document } from '../../document.ts';

export type AllocationQueryVariables = {
  id: string;
};

export type AllocationQuery = { readonly allocation: { readonly createdAt: string, readonly endsOn: string, readonly fte: string | null, readonly id: string, readonly labels: unknown, readonly note: string, readonly pool: string | null, readonly startsOn: string, readonly updatedAt: string, readonly version: number, readonly money: { readonly amount: string, readonly currency: string } | null, readonly service: { readonly id: string, readonly name: string }, readonly team: { readonly id: string, readonly name: string } | null } | null };

/**
 * One Allocation by its id; null where there is none.
 */
export const Allocation: Document<AllocationQuery, AllocationQueryVariables> = {
  kind: 'query',
  name: 'Allocation',
  text: "query Allocation($id:ID!){allocation(id:$id){createdAt endsOn fte id labels money{amount currency}note pool service{id name}startsOn team{id name}updatedAt version}}",
};
