// Generated from operations/update-service.graphql by `pnpm generate:sdk`. Do not edit.
import type { Document, Open, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type UpdateServiceMutationVariables = {
  input: Types.UpdateServiceInput;
};

export type UpdateServiceMutation = { readonly updateService:
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
    | { readonly __typename: 'UpdateServicePayload', readonly service: { readonly id: string, readonly version: number, readonly name: string, readonly kind: Open<Types.ServiceKind>, readonly lifecycle: Open<Types.Lifecycle>, readonly owner: { readonly id: string, readonly name: string } | null } }
   };

export type ServiceFieldsFragment = { readonly id: string, readonly version: number, readonly name: string, readonly kind: Open<Types.ServiceKind>, readonly lifecycle: Open<Types.Lifecycle>, readonly owner: { readonly id: string, readonly name: string } | null };

/**
 * Changes what is given of a service; give the version you have seen to be refused when somebody was faster.
 */
export const UpdateService: Document<Payloads<UpdateServiceMutation>, UpdateServiceMutationVariables> = {
  kind: 'mutation',
  name: 'UpdateService',
  text: "mutation UpdateService($input:UpdateServiceInput!){updateService(input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on UpdateServicePayload{service{...ServiceFields}}}}fragment ServiceFields on Service{id version name kind lifecycle owner{id name}}",
};
