// Generated from Mutation.createChangeWindow by `pnpm generate:sdk`. Do not edit.
import type { Document, Open, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type CreateChangeWindowMutationVariables = {
  dryRun?: boolean;
  input: Types.CreateChangeWindowInput;
};

export type CreateChangeWindowMutation = { readonly createChangeWindow:
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'CreateChangeWindowPayload', readonly changeWindow: { readonly createdAt: string, readonly description: string, readonly everything: boolean, readonly except: ReadonlyArray<string>, readonly id: string, readonly kind: Open<Types.ChangeWindowKind>, readonly labels: unknown, readonly minutes: number, readonly name: string, readonly recurrence: string | null, readonly startTime: string, readonly timeZone: string, readonly updatedAt: string, readonly version: number } }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
   };

/**
 * Creates a new ChangeWindow.
 */
export const CreateChangeWindow: Document<Payloads<CreateChangeWindowMutation>, CreateChangeWindowMutationVariables> = {
  kind: 'mutation',
  name: 'CreateChangeWindow',
  text: "mutation CreateChangeWindow($dryRun:Boolean!=false$input:CreateChangeWindowInput!){createChangeWindow(dryRun:$dryRun input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on CreateChangeWindowPayload{changeWindow{createdAt description everything except id kind labels minutes name recurrence startTime timeZone updatedAt version}}}}",
};
