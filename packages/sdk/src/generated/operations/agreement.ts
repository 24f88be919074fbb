// Generated from Query.agreement by `pnpm generate:sdk`. Do not edit.
import type { Document, Open } from '../../document.ts';
import type * as Types from '../types.ts';

export type AgreementQueryVariables = {
  id: string;
};

export type AgreementQuery = { readonly agreement: { readonly createdAt: string, readonly description: string, readonly externalParty: string | null, readonly id: string, readonly kind: Open<Types.AgreementKind>, readonly reviewOn: string | null, readonly status: Open<Types.AgreementStatus>, readonly updatedAt: string, readonly version: number, readonly customerTeam: { readonly id: string, readonly name: string } | null, readonly service: { readonly id: string, readonly name: string } } | null };

/**
 * One Agreement by its id; null where there is none.
 */
export const Agreement: Document<AgreementQuery, AgreementQueryVariables> = {
  kind: 'query',
  name: 'Agreement',
  text: "query Agreement($id:ID!){agreement(id:$id){createdAt customerTeam{id name}description externalParty id kind reviewOn service{id name}status updatedAt version}}",
};
