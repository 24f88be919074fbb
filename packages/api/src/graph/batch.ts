import type { Context } from './context.ts'

/** A computed value that is cheaper for many rows at once: see {@link batched}. */
export type Batch<Value> = (context: Context, keys: readonly string[]) => Promise<readonly (Value | Error)[]>

/** The value for one key, worked out together with those that are asked for in the same tick of the request. */
export function batched<Value>(batch: Batch<Value>, context: Context, key: string): Promise<Value> {
  return context.loaders.for<Value>(batch, (keys) => batch(context, keys)).load(key)
}
