// Generated from Mutation.createRedundancyGroup by `pnpm generate:sdk`. Do not edit.
import type { Document, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type CreateRedundancyGroupMutationVariables = {
  dryRun?: boolean;
  input: Types.CreateRedundancyGroupInput;
};

export type CreateRedundancyGroupMutation = { readonly createRedundancyGroup:
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'CreateRedundancyGroupPayload', readonly redundancyGroup: { readonly createdAt: string, readonly id: string, readonly minAvailable: number, readonly name: string, readonly updatedAt: string, readonly version: number, readonly mappingRuleVersion: { readonly id: string, readonly name: string } | null, readonly service: { readonly id: string, readonly name: string }, readonly source: { readonly id: string, readonly name: string } | null } }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
   };

/**
 * Creates a new RedundancyGroup.
 */
export const CreateRedundancyGroup: Document<Payloads<CreateRedundancyGroupMutation>, CreateRedundancyGroupMutationVariables> = {
  kind: 'mutation',
  name: 'CreateRedundancyGroup',
  text: "mutation CreateRedundancyGroup($dryRun:Boolean!=false$input:CreateRedundancyGroupInput!){createRedundancyGroup(dryRun:$dryRun input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on CreateRedundancyGroupPayload{redundancyGroup{createdAt id mappingRuleVersion{id name}minAvailable name service{id name}source{id name}updatedAt version}}}}",
};
