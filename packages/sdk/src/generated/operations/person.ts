// Generated from operations/person.graphql by `pnpm generate:sdk`. Do not edit.
import type { Document, Open } from '../../document.ts';
import type * as Types from '../types.ts';

export type PersonQueryVariables = {
  by: Types.NodeRef;
};

export type PersonQuery = { readonly person: { readonly id: string, readonly version: number, readonly name: string, readonly active: boolean, readonly labels: unknown, readonly createdAt: string, readonly updatedAt: string, readonly teams: { readonly totalCount: number, readonly edges: ReadonlyArray<{ readonly role: Open<Types.MembershipRole>, readonly node: { readonly id: string, readonly name: string } }> } } | null };

/**
 * One person with its teams. Left out is the e-mail address, which a VIEWER may not read.
 */
export const Person: Document<PersonQuery, PersonQueryVariables> = {
  kind: 'query',
  name: 'Person',
  text: "query Person($by:NodeRef!){person(by:$by){id version name active labels createdAt updatedAt teams(first:100){totalCount edges{role node{id name}}}}}",
};
