// Generated from Mutation.addCampaignLinks by `pnpm generate:sdk`. Do not edit.
import type { Document, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type AddCampaignLinksMutationVariables = {
  dryRun?: boolean;
  input: Types.AddCampaignLinksInput;
};

export type AddCampaignLinksMutation = { readonly addCampaignLinks:
    | { readonly __typename: 'AddCampaignLinksPayload', readonly csv: string, readonly campaign: { readonly answered: number | null, readonly closesAt: string | null, readonly createdAt: string, readonly id: string, readonly invited: number, readonly language: string, readonly opensAt: string | null, readonly updatedAt: string, readonly version: number, readonly survey: { readonly id: string, readonly name: string, readonly title: string }, readonly teams: ReadonlyArray<{ readonly answered: number | null, readonly invited: number }> }, readonly links: ReadonlyArray<{ readonly label: string | null, readonly path: string, readonly team: string | null, readonly url: string | null }> }
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
   };

/**
 * Gives more links of a campaign that has not closed.
 */
export const AddCampaignLinks: Document<Payloads<AddCampaignLinksMutation>, AddCampaignLinksMutationVariables> = {
  kind: 'mutation',
  name: 'AddCampaignLinks',
  text: "mutation AddCampaignLinks($dryRun:Boolean!=false$input:AddCampaignLinksInput!){addCampaignLinks(dryRun:$dryRun input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on AddCampaignLinksPayload{campaign{answered closesAt createdAt id invited language opensAt survey{id name title}teams{answered invited}updatedAt version}csv links{label path team url}}}}",
};
