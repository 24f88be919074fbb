// Generated from Query.expectation by `pnpm generate:sdk`. Do not edit.
import type { Document } from '../../document.ts';

export type ExpectationQueryVariables = {
  id: string;
};

export type ExpectationQuery = { readonly expectation: { readonly availability: number | null, readonly createdAt: string, readonly id: string, readonly since: string, readonly statement: string, readonly updatedAt: string, readonly version: number, readonly service: { readonly id: string, readonly name: string }, readonly statedBy: { readonly id: string, readonly name: string } | null, readonly team: { readonly id: string, readonly name: string } } | null };

/**
 * One Expectation by its id; null where there is none.
 */
export const Expectation: Document<ExpectationQuery, ExpectationQueryVariables> = {
  kind: 'query',
  name: 'Expectation',
  text: "query Expectation($id:ID!){expectation(id:$id){availability createdAt id service{id name}since statedBy{id name}statement team{id name}updatedAt version}}",
};
