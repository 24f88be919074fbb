// Generated from Mutation.updatePerson by `pnpm generate:sdk`. Do not edit.
import type { Document, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type UpdatePersonMutationVariables = {
  dryRun?: boolean;
  input: Types.UpdatePersonInput;
};

export type UpdatePersonMutation = { readonly updatePerson:
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
    | { readonly __typename: 'UpdatePersonPayload', readonly person: { readonly active: boolean, readonly createdAt: string, readonly email: string | null, readonly id: string, readonly labels: unknown, readonly name: string, readonly removedAtSource: string | null, readonly updatedAt: string, readonly version: number, readonly provenance: ReadonlyArray<{ readonly attribute: string, readonly confirmedAt: string | null, readonly externalId: string | null, readonly isEffective: boolean, readonly precedence: number, readonly rule: string, readonly setAt: string, readonly source: string | null, readonly stale: boolean, readonly value: unknown }> } }
   };

/**
 * Updates the given fields of a Person. Null clears an optional field.
 */
export const UpdatePerson: Document<Payloads<UpdatePersonMutation>, UpdatePersonMutationVariables> = {
  kind: 'mutation',
  name: 'UpdatePerson',
  text: "mutation UpdatePerson($dryRun:Boolean!=false$input:UpdatePersonInput!){updatePerson(dryRun:$dryRun input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on UpdatePersonPayload{person{active createdAt email id labels name provenance{attribute confirmedAt externalId isEffective precedence rule setAt source stale value}removedAtSource updatedAt version}}}}",
};
