// Generated from Mutation.closeCampaign by `pnpm generate:sdk`. Do not edit.
import type { Document, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type CloseCampaignMutationVariables = {
  dryRun?: boolean;
  input: Types.CloseCampaignInput;
};

export type CloseCampaignMutation = { readonly closeCampaign:
    | { readonly __typename: 'CloseCampaignPayload', readonly campaign: { readonly answered: number | null, readonly closesAt: string | null, readonly createdAt: string, readonly id: string, readonly invited: number, readonly language: string, readonly opensAt: string | null, readonly updatedAt: string, readonly version: number, readonly survey: { readonly id: string, readonly name: string, readonly title: string }, readonly teams: ReadonlyArray<{ readonly answered: number | null, readonly invited: number }> } }
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
   };

/**
 * Closes a campaign now: its links show that it has closed. It cannot be opened again.
 */
export const CloseCampaign: Document<Payloads<CloseCampaignMutation>, CloseCampaignMutationVariables> = {
  kind: 'mutation',
  name: 'CloseCampaign',
  text: "mutation CloseCampaign($dryRun:Boolean!=false$input:CloseCampaignInput!){closeCampaign(dryRun:$dryRun input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on CloseCampaignPayload{campaign{answered closesAt createdAt id invited language opensAt survey{id name title}teams{answered invited}updatedAt version}}}}",
};
