#!/usr/bin/env node
import { enableCompileCache } from 'node:module'
import { fileURLToPath } from 'node:url'

// Compiling is most of a start, and this must come before any other module is compiled; the processes that this one
// starts read the variable. Where the directory cannot be written nothing is kept; NODE_DISABLE_COMPILE_CACHE keeps none.
process.env.NODE_COMPILE_CACHE ??= fileURLToPath(new URL('../node_modules/.cache/compiled', import.meta.url))
enableCompileCache(process.env.NODE_COMPILE_CACHE)
const { run } = await import('./cli/run.ts')
await run()
