// Generated from Mutation.updateRedundancyGroup by `pnpm generate:sdk`. Do not edit.
import type { Document, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type UpdateRedundancyGroupMutationVariables = {
  dryRun?: boolean;
  input: Types.UpdateRedundancyGroupInput;
};

export type UpdateRedundancyGroupMutation = { readonly updateRedundancyGroup:
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
    | { readonly __typename: 'UpdateRedundancyGroupPayload', readonly redundancyGroup: { readonly createdAt: string, readonly id: string, readonly minAvailable: number, readonly name: string, readonly updatedAt: string, readonly version: number, readonly mappingRuleVersion: { readonly id: string, readonly name: string } | null, readonly service: { readonly id: string, readonly name: string }, readonly source: { readonly id: string, readonly name: string } | null } }
   };

/**
 * Updates the given fields of a RedundancyGroup. Null clears an optional field.
 */
export const UpdateRedundancyGroup: Document<Payloads<UpdateRedundancyGroupMutation>, UpdateRedundancyGroupMutationVariables> = {
  kind: 'mutation',
  name: 'UpdateRedundancyGroup',
  text: "mutation UpdateRedundancyGroup($dryRun:Boolean!=false$input:UpdateRedundancyGroupInput!){updateRedundancyGroup(dryRun:$dryRun input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on UpdateRedundancyGroupPayload{redundancyGroup{createdAt id mappingRuleVersion{id name}minAvailable name service{id name}source{id name}updatedAt version}}}}",
};
