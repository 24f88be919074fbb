// Generated from Mutation.updateChangeWindow by `pnpm generate:sdk`. Do not edit.
import type { Document, Open, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type UpdateChangeWindowMutationVariables = {
  dryRun?: boolean;
  input: Types.UpdateChangeWindowInput;
};

export type UpdateChangeWindowMutation = { readonly updateChangeWindow:
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
    | { readonly __typename: 'UpdateChangeWindowPayload', readonly changeWindow: { readonly createdAt: string, readonly description: string, readonly everything: boolean, readonly except: ReadonlyArray<string>, readonly id: string, readonly kind: Open<Types.ChangeWindowKind>, readonly labels: unknown, readonly minutes: number, readonly name: string, readonly recurrence: string | null, readonly startTime: string, readonly timeZone: string, readonly updatedAt: string, readonly version: number } }
   };

/**
 * Updates the given fields of a ChangeWindow. Null clears an optional field.
 */
export const UpdateChangeWindow: Document<Payloads<UpdateChangeWindowMutation>, UpdateChangeWindowMutationVariables> = {
  kind: 'mutation',
  name: 'UpdateChangeWindow',
  text: "mutation UpdateChangeWindow($dryRun:Boolean!=false$input:UpdateChangeWindowInput!){updateChangeWindow(dryRun:$dryRun input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on UpdateChangeWindowPayload{changeWindow{createdAt description everything except id kind labels minutes name recurrence startTime timeZone updatedAt version}}}}",
};
