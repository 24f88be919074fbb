// Generated from Mutation.createCampaign by `pnpm generate:sdk`. Do not edit.
import type { Document, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type CreateCampaignMutationVariables = {
  dryRun?: boolean;
  input: Types.CreateCampaignInput;
};

export type CreateCampaignMutation = { readonly createCampaign:
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'CreateCampaignPayload', readonly csv: string, readonly campaign: { readonly answered: number | null, readonly closesAt: string | null, readonly createdAt: string, readonly id: string, readonly invited: number, readonly language: string, readonly opensAt: string | null, readonly updatedAt: string, readonly version: number, readonly survey: { readonly id: string, readonly name: string, readonly title: string }, readonly teams: ReadonlyArray<{ readonly answered: number | null, readonly invited: number }> }, readonly links: ReadonlyArray<{ readonly label: string | null, readonly path: string, readonly team: string | null, readonly url: string | null }> }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
   };

/**
 * Invites people to answer a survey on pages of this server, in one language. It gives links that work once each; they cannot be read again.
 */
export const CreateCampaign: Document<Payloads<CreateCampaignMutation>, CreateCampaignMutationVariables> = {
  kind: 'mutation',
  name: 'CreateCampaign',
  text: "mutation CreateCampaign($dryRun:Boolean!=false$input:CreateCampaignInput!){createCampaign(dryRun:$dryRun input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on CreateCampaignPayload{campaign{answered closesAt createdAt id invited language opensAt survey{id name title}teams{answered invited}updatedAt version}csv links{label path team url}}}}",
};
