// Generated from Query.cost by `pnpm generate:sdk`. Do not edit.
import type { Document, Open } from '../../document.ts';
import type * as Types from '../types.ts';

export type CostQueryVariables = {
  id: string;
};

export type CostQuery = { readonly cost: { readonly account: string | null, readonly category: Open<Types.CostCategory>, readonly createdAt: string, readonly id: string, readonly periodEnd: string, readonly periodStart: string, readonly product: string | null, readonly provider: string | null, readonly resource: string | null, readonly updatedAt: string, readonly version: number, readonly amount: { readonly amount: string, readonly currency: string }, readonly asset: { readonly id: string, readonly name: string } | null, readonly service: { readonly id: string, readonly name: string } | null, readonly source: { readonly id: string, readonly name: string } } | null };

/**
 * One Cost by its id; null where there is none.
 */
export const Cost: Document<CostQuery, CostQueryVariables> = {
  kind: 'query',
  name: 'Cost',
  text: "query Cost($id:ID!){cost(id:$id){account amount{amount currency}asset{id name}category createdAt id periodEnd periodStart product provider resource service{id name}source{id name}updatedAt version}}",
};
